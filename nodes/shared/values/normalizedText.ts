/**
 * A text for comparing what was sent with what comes back: Markdown goes out, HTML or plain text returns, a link
 * perhaps without its address. Letters and digits only; a text without any, such as an emoji, is just trimmed.
 */
export const normalizedText = (text: string) =>
	text
		.replace(/\]\([^)\s]*\)/g, ']')
		.toLowerCase()
		.replace(/[^\p{L}\p{N}]+/gu, '') || text.trim();
