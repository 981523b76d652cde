import { toList } from './list';

/** One entry of a "Chats" field: a fixed collection of chat pickers. */
export interface ChatEntry {
	chatID: unknown;
}

/** The chat IDs of a "Chats" field; By ID may hold several, with commas between, or a list. */
export function chatIDsOf(entries: ChatEntry[]): string[] {
	return pickedIDs(entries.map(({ chatID }) => chatID));
}

/** The IDs of several pickers; By ID, each may hold several, with commas between, or a list. */
export function pickedIDs(locators: unknown[]): string[] {
	return locators.flatMap((locator) => toList(locatorValue(locator)));
}

/** The value of a resource locator: inside a collection n8n gives the whole object. */
function locatorValue(locator: unknown): unknown {
	return typeof locator === 'object' && locator !== null && 'value' in locator
		? locator.value
		: locator;
}
