import { HTML_ENTITIES } from './htmlEntities';

/**
 * The elements that Matrix HTML has, besides `mx-reply`. Anything else in angle brackets is what somebody wrote: an
 * address, a placeholder, a key.
 */
const ELEMENTS =
	'a|b|blockquote|br|caption|code|del|details|div|em|font|h[1-6]|hr|i|img|li|mx-reply|ol|p|pre|s|span|strike|strong|sub|summary|sup|table|tbody|td|th|thead|tr|u|ul';

const TAG = new RegExp(`</?(?:${ELEMENTS})(?:[\\s/][^<>]*)?>`, 'gi');
const MARKUP = new RegExp(`${TAG.source}|&#?\\w+;`, 'i');
const BLOCK_END = /^<\/(?:p|div|li|h[1-6]|blockquote|pre|tr|ul|ol)\b/i;

/**
 * The readable text of a message: newer Beeper versions send Matrix HTML, older ones plain text, and nothing says
 * which (docs/beeper-api.md §4). Links keep their words and pictures their `alt`, list entries get a dash, quotes of
 * replies (`mx-reply`) are left out, character references are decoded once. Not text: ''.
 */
export function plainText(text: unknown): string {
	if (typeof text !== 'string') return '';
	if (!MARKUP.test(text)) return text;
	const lines = withoutQuotes(text)
		.replace(/(<br\s*\/?>|<\/(?:p|div|li|h[1-6]|blockquote|pre|tr|ul|ol)>)\n/gi, '$1')
		.replace(TAG, inText);
	return decode(lines).trim();
}

/** What a tag is in plain text. */
function inText(tag: string): string {
	if (/^<br\b/i.test(tag) || BLOCK_END.test(tag)) return '\n';
	if (/^<li\b/i.test(tag)) return '- ';
	if (!/^<img\b/i.test(tag)) return '';
	const [, , double, single] = /\salt\s*=\s*("([^"]*)"|'([^']*)')/i.exec(tag) ?? [];
	return double ?? single ?? '';
}

/** Cut at the ends of quotes, so that many beginnings without an end cost no more than their length. */
function withoutQuotes(text: string): string {
	const parts = text.split(/<\/mx-reply>/i);
	const rest = parts.pop() ?? '';
	return parts.map((part) => part.replace(/<mx-reply>[\s\S]*/i, '')).join('') + rest;
}

function decode(text: string): string {
	return text.replace(/&(#x[\da-f]+|#\d+|\w+);/gi, (reference, name: string) => {
		if (!name.startsWith('#')) return HTML_ENTITIES.get(name) ?? reference;
		const code = /^#x/i.test(name) ? parseInt(name.slice(2), 16) : parseInt(name.slice(1), 10);
		const isCharacter = code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff);
		return isCharacter ? String.fromCodePoint(code) : reference;
	});
}
