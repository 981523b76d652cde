import type { IDataObject } from 'n8n-workflow';

/** A Chat of the API, as far as code looks into it (beeper-api.md §4). */
export interface Chat extends IDataObject {
	id: string;
	accountID: string;
}

/** When there was something in the chat, in ms; 0 where Beeper does not say. */
export const activityOf = (chat: IDataObject | undefined) =>
	Date.parse(String(chat?.lastActivity ?? '')) || 0;

/** Where the messages of a chat are: a merged chat has none of its own (beeper-api.md §4). */
export function memberChatIDs({ id, merge }: Chat): string[] {
	const { chatIDs } = (merge ?? {}) as { chatIDs?: unknown };
	return Array.isArray(chatIDs) && chatIDs.length > 0 ? chatIDs.map(String) : [id];
}
