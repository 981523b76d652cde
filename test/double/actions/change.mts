import type { Inside } from '../inside.mts';
import { computedTitle } from '../state/chats.mts';
import type { ChatRecord } from '../state/world.mts';
import { tellChat } from './tell.mts';

export type ChatChange = Partial<Omit<ChatRecord['chat'], 'title'>> & { title?: string | null };

/** Sets fields of the chat; a null title is the computed one again. */
export function change(inside: Inside, record: ChatRecord, fields: ChatChange) {
	const { title, ...others } = fields;
	Object.assign(record.chat, others);
	if (title !== undefined) record.chat.title = title ?? computedTitle(record.participants);
	tellChat(inside, record);
}
