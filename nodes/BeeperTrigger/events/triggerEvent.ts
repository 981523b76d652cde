import type { IDataObject } from 'n8n-workflow';
import { plainText } from '../../shared/values/plainText';
import type { EventName } from '../settings/settings';
import { timeOf, type Message, type Reaction } from '../../shared/model/message';
import type { Snapshot } from '../../shared/live/mirror/messages';
import type { EventRef } from '../state/pending';

/** An event, before it is known whether the user wants it. */
export interface TriggerEvent {
	event: EventName;
	chatID: string;
	accountID: string;
	/** When it happened, in ms. */
	at: number;
	/** What tells it from other events of the same name, chat and message. */
	revision: string;
	message?: Message;
	/** Who did it, and whether that is the user; `undefined` if it is not known. */
	actorID?: string;
	isSender?: boolean;
	plainText?: string;
	/** Fields of the item that only events of this name have. */
	fields: IDataObject;
	/** Whether it was found by reading, not on the feed. */
	isCatchUp: boolean;
	/** Whether it was emitted before n8n stopped: then it is never marked as late. */
	isRedelivery?: boolean;
}

/** What is saved of an event, to emit it again after a crash. */
export function refOf({ event, chatID, message, revision, fields }: TriggerEvent): EventRef {
	const { reaction, changed, previous } = fields;
	const extra = event.startsWith('reaction.')
		? { reaction }
		: event === 'chat.updated'
			? { changed, previous }
			: undefined;
	return { event, chatID, messageID: message?.id ?? '', revision, ...(extra && { extra }) };
}

/** Makes revisions for events that have none of their own: the time in ms, or one more than the one before. */
export function uniqueRevisions(): () => string {
	let last = 0;
	return () => {
		last = Math.max(Date.now(), last + 1);
		return String(last);
	};
}

/** A new message. */
export function written(
	event: 'message.received' | 'message.sent',
	message: Message,
	isCatchUp: boolean,
): TriggerEvent {
	return { ...about(event, message, isCatchUp), revision: '', at: timeOf(message) };
}

/** A message was edited; `previous` is what was known of it. */
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

/** A message was deleted. Its text is from the snapshot; other fields are from `message`, if Beeper still returns it. */
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

/** A reaction to a message was added or removed. */
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

/** A chat was created, updated or deleted. */
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
