/** The path of one chat, its ID encoded. */
export const chatPath = (chatID: string) => `/v1/chats/${encodeURIComponent(chatID)}`;

/** The path of a chat's messages. */
export const messagesPath = (chatID: string) => `${chatPath(chatID)}/messages`;

/** The path of one message. */
export const messagePath = (chatID: string, messageID: string) =>
	`${messagesPath(chatID)}/${encodeURIComponent(messageID)}`;

/** A path that cannot be built; `parameter` is the name of the one at fault. */
export class PathError {
	constructor(
		readonly parameter: string,
		readonly reason: 'empty' | 'dots' | 'broken',
	) {}

	/** Title and remedy; `label` is the name that the node shows for the parameter. */
	explain(label: string): { message: string; description: string } {
		if (this.reason === 'empty') {
			return {
				message: `'${label}' is empty`,
				description: 'Choose one from the list, or give its ID.',
			};
		}
		const description =
			this.reason === 'dots'
				? "An ID of one or two dots means 'this folder' or 'the one above' in every web address, so it would reach something else."
				: 'The ID holds half a character (an unpaired surrogate). Take it from Beeper unchanged.';
		return { message: `'${label}' cannot be sent to Beeper`, description };
	}
}

/**
 * Fills the `{names}` in a path, each value percent-encoded as a whole, so that `/ ? # % :` spaces and emoji arrive
 * as they are. Returns a `PathError` for a value that is empty, `.` or `..` (folders to every URL parser), or no
 * valid text.
 */
export function fillPath(template: string, valueOf: (name: string) => unknown): string | PathError {
	let failure: PathError | undefined;
	const path = template.replace(/\{(\w+)\}/g, (_, name: string) => {
		const id = String(valueOf(name) ?? '');
		if (id.trim() === '') failure ??= new PathError(name, 'empty');
		else if (id === '.' || id === '..') failure ??= new PathError(name, 'dots');
		else if (!id.isWellFormed()) failure ??= new PathError(name, 'broken');
		else return encodeURIComponent(id);
		return '';
	});
	return failure ?? path;
}
