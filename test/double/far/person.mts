import { edit } from '../actions/edit.mts';
import { react, unreact } from '../actions/react.mts';
import { remove } from '../actions/remove.mts';
import { write } from '../actions/write.mts';
import type { Inside } from '../inside.mts';
import { stored } from '../seed/addMessage.mts';
import type { SeedFile } from '../seed/seed.mts';
import { messageOf } from '../state/messages.mts';
import type { ChatRecord, MessageRecord } from '../state/world.mts';
import type { Message, Participant } from '../wire/models.mts';

export type Extras = {
	attachment?: SeedFile;
	/** A message ID. */
	replyTo?: string;
	/** User IDs, or '@room'. */
	mentions?: string[];
	/** Any other field of the message, as the network would set it. */
	fields?: Partial<Message>;
};

/** Somebody acting in one chat from their own device; each returns the message as it is then. */
export type Person = {
	id: string;
	name: string;
	chatID: string;
	/** The text goes in as it is, HTML or not: networks deliver what they deliver. */
	writes: (text: string, extras?: Extras) => Message;
	reacts: (messageID: string, key: string) => Message;
	unreacts: (messageID: string, key: string) => Message;
	edits: (messageID: string, text: string) => Message;
	deletes: (messageID: string) => Message;
};

/** The far side of one chat: what this participant does there reaches the API and the feed. */
export function personIn(inside: Inside, record: ChatRecord, who: Participant): Person {
	const at = (messageID: string) => messageOf(record, messageID);
	const shown = ({ message }: MessageRecord) => structuredClone(message);
	const does = (messageID: string, action: (target: MessageRecord) => void) => {
		const target = at(messageID);
		action(target);
		return shown(target);
	};
	return {
		id: who.id,
		name: who.fullName ?? who.id,
		chatID: record.chat.id,
		writes(text, { attachment, replyTo, mentions, fields } = {}) {
			const content = {
				...(text === '' ? {} : { text }),
				...(attachment ? stored(attachment, inside.world, inside.assets) : {}),
				...(replyTo === undefined ? {} : { linkedMessageID: at(replyTo).message.id }),
				...(mentions ? { mentions } : {}),
				...fields,
			};
			return shown(write(inside, record, who, content));
		},
		reacts: (messageID, key) =>
			does(messageID, (target) => react(inside, record, target, who.id, key)),
		unreacts: (messageID, key) =>
			does(messageID, (target) => unreact(inside, record, target, who.id, key)),
		edits: (messageID, text) => does(messageID, (target) => edit(inside, record, target, text)),
		deletes: (messageID) => does(messageID, (target) => remove(inside, record, target, true)),
	};
}
