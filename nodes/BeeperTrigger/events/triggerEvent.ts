import type { IDataObject } from 'n8n-workflow';
import { plainText } from '../../shared/values/plainText';
import type { EventName } from '../settings/settings';
import { timeOf, type Message, type Reaction } from '../../shared/model/message';
import type { Snapshot } from '../../shared/live/mirror/messages';
import type { EventRef } from '../state/pending';

/** Something that happened in a chat, before it is known whether the user wants it. */
export interface TriggerEvent {
	event: EventName;
	chatID: string;
	accountID: string;
	/** When it happened, in ms. */
	at: number;
	/** What tells it from other events of its kind about the same thing. */
	revision: string;
	message?: Message;
	/** Who did it, where that is known. */
	actorID?: string;
	isSender?: boolean;
	plainText?: string;
	/** Fields of the item that only events of this kind have. */
	fields: IDataObject;
	/** Found by reading, not over the feed. */
	isCatchUp: boolean;
	/** Told before, in an earlier life of n8n; what came after it then is not before it now. */
	isRedelivery?: boolean;
}

/** What is needed to tell it again after a crash. */
export function refOf({ event, chatID, message, revision, fields }: TriggerEvent): EventRef {
	const { reaction, changed, previous } = fields;
	const extra = event.startsWith('reaction.')
		? { reaction }
		: event === 'chat.updated'
			? { changed, previous }
			: undefined;
	return { event, chatID, messageID: message?.id ?? '', revision, ...(extra && { extra }) };
}

/** Somebody wrote. */
export function written(
	event: 'message.received' | 'message.sent',
	message: Message,
	isCatchUp: boolean,
): TriggerEvent {
	return { ...about(event, message, isCatchUp), revision: '', at: timeOf(message) };
}

/** Somebody changed what they wrote. */
export function edited(
	message: Message,
	previous: Snapshot | undefined,
	revision: string,
	isCatchUp: boolean,
): TriggerEvent {
	const at = Date.parse(String(message.editedTimestamp ?? '')) || Date.now();
	const previousText = previous?.text === undefined ? null : plainText(previous.text);
	return { ...about('message.edited', message, isCatchUp), revision, at, fields: { previousText } };
}

/** A message is no more; what it said is taken from what was known of it. */
export function deleted(
	chatID: string,
	snapshot: Snapshot,
	message: Message | undefined,
	isCatchUp: boolean,
): TriggerEvent {
	const { id, accountID, senderID, senderName, isSender, type, timestamp, sortKey, text } =
		snapshot;
	const known = { id, chatID, accountID, senderID, senderName, isSender, type, timestamp, sortKey };
	const whole = { ...known, ...message, text, isDeleted: true } as unknown as Message;
	return { ...about('message.deleted', whole, isCatchUp), revision: '', at: Date.now() };
}

/** Somebody reacted to a message, or took a reaction back. */
export function reacted(
	event: 'reaction.added' | 'reaction.removed',
	message: Message,
	reaction: Reaction,
	revision: string,
	isCatchUp: boolean,
): TriggerEvent {
	const { participantID } = reaction;
	return {
		...about(event, message, isCatchUp),
		revision,
		at: Date.now(),
		actorID: participantID,
		isSender: undefined,
		fields: { reaction: { ...reaction } },
	};
}

/** What happened to a chat itself. */
export function ofChat(
	event: 'chat.created' | 'chat.updated' | 'chat.deleted',
	{ id, accountID }: { id: string; accountID: string },
	revision: string,
	fields: IDataObject,
): TriggerEvent {
	return {
		event,
		chatID: id,
		accountID,
		at: Date.now(),
		revision,
		fields,
		isCatchUp: false,
	};
}

function about(event: EventName, message: Message, isCatchUp: boolean): Omit<TriggerEvent, 'at'> {
	return {
		event,
		chatID: message.chatID,
		accountID: message.accountID,
		revision: '',
		message,
		actorID: message.senderID === undefined ? undefined : String(message.senderID),
		isSender: message.isSender === true,
		plainText: plainText(message.text),
		fields: {},
		isCatchUp,
	};
}
