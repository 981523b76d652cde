import { change, type ChatChange } from '../actions/change.mts';
import { open, type NewChat } from '../actions/open.mts';
import { markRead } from '../actions/read.mts';
import { tellChatDeleted } from '../actions/tell.mts';
import type { Inside } from '../inside.mts';
import { selfIn } from '../state/chats.mts';
import { wholeChat } from '../state/present.mts';
import type { Chat, Message } from '../wire/models.mts';
import { meantChat } from './find.mts';
import { personIn, type Extras } from './person.mts';

/** This user, at the app itself: nothing here goes through the API. Chats by ID or title. */
export type Me = {
	writes: (chat: string, text: string, extras?: Extras) => Message;
	reacts: (chat: string, messageID: string, key: string) => Message;
	unreacts: (chat: string, messageID: string, key: string) => Message;
	edits: (chat: string, messageID: string, text: string) => Message;
	deletes: (chat: string, messageID: string) => Message;
	reads: (chat: string) => Chat;
	/** Mutes, archives, renames … : any field of the chat. */
	changes: (chat: string, fields: ChatChange) => Chat;
	opensChat: (chat: NewChat) => Chat;
	deletesChat: (chat: string) => void;
};

/** What this user does in the app's own window. */
export function meIn(inside: Inside): Me {
	const { world } = inside;
	const self = (chat: string) => {
		const record = meantChat(world, chat);
		return personIn(inside, record, { ...selfIn(world, record), isSelf: true });
	};
	const shown = (chat: string) => wholeChat(world, meantChat(world, chat));
	return {
		writes: (chat, text, extras) => self(chat).writes(text, extras),
		reacts: (chat, messageID, key) => self(chat).reacts(messageID, key),
		unreacts: (chat, messageID, key) => self(chat).unreacts(messageID, key),
		edits: (chat, messageID, text) => self(chat).edits(messageID, text),
		deletes: (chat, messageID) => self(chat).deletes(messageID),
		reads(chat) {
			markRead(inside, meantChat(world, chat));
			return shown(chat);
		},
		changes(chat, fields) {
			const record = meantChat(world, chat);
			change(inside, record, fields);
			return wholeChat(world, record);
		},
		opensChat: (chat) => wholeChat(world, open(inside, chat)),
		deletesChat(chat) {
			const record = meantChat(world, chat);
			world.chats.delete(record.chat.id);
			tellChatDeleted(inside, record);
		},
	};
}
