import { toList } from './list';

/** One entry of a "Chats" field: a fixed collection of chat pickers. */
export interface ChatEntry {
	chatID: unknown;
}

/** The chat IDs of a "Chats" field; By ID may hold several, with commas between, or a list. */
export function chatIDsOf(entries: ChatEntry[]): string[] {
	return entries.flatMap(({ chatID }) => toList(locatorValue(chatID)));
}

/** A resource locator inside a collection comes whole; what counts is its value. */
function locatorValue(locator: unknown): unknown {
	return typeof locator === 'object' && locator !== null && 'value' in locator
		? locator.value
		: locator;
}
