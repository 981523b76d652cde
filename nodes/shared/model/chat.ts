import type { IDataObject } from 'n8n-workflow';

/** A Chat of the API, as far as code looks into it (docs/beeper-api.md §4). */
export interface Chat extends IDataObject {
	id: string;
	accountID: string;
}

/** `lastActivity` of a chat in ms; 0 if Beeper gives none. */
export const activityOf = (chat: IDataObject | undefined) =>
	Date.parse(String(chat?.lastActivity ?? '')) || 0;

/** The chats that hold the messages: itself or, of a merged chat, its members (docs/beeper-api.md §4). */
export function memberChatIDs({ id, merge }: Chat): string[] {
	const { chatIDs } = (merge ?? {}) as { chatIDs?: unknown };
	return Array.isArray(chatIDs) && chatIDs.length > 0 ? chatIDs.map(String) : [id];
}
