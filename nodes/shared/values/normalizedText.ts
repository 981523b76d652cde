/**
 * What stays of a text on its way through a network: letters and digits. Markdown goes out and HTML or plain
 * text comes back, a link perhaps as its words alone. Of a text without any, such as an emoji, all of it.
 */
export const normalizedText = (text: string) =>
	text
		.replace(/\]\([^)\s]*\)/g, ']')
		.toLowerCase()
		.replace(/[^\p{L}\p{N}]+/gu, '') || text.trim();
