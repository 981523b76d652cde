const ENTITIES: Record<string, string> = {
	amp: '&',
	lt: '<',
	gt: '>',
	quot: '"',
	apos: "'",
	nbsp: '\u00a0',
};

/**
 * The readable text of a message: newer Beeper versions send Matrix HTML, older ones plain text. Links keep their
 * words, list entries get a dash, quotes of replies (`mx-reply`) are removed, entities decoded.
 */
export function plainText(text: unknown): string {
	if (typeof text !== 'string') return '';
	if (!/<\/?[a-z][^<>]*>|&#?\w+;/i.test(text)) return text;
	return decode(
		withoutQuotes(text)
			.replace(/<br\s*\/?>\n?/gi, '\n')
			.replace(/<li[^<>]*>/gi, '- ')
			.replace(/<\/(p|div|li|h[1-6]|blockquote|pre|tr|ul|ol)>\n?/gi, '\n')
			.replace(/<\/?[a-z][^<>]*>/gi, ''),
	).trim();
}

/** Split at closing tags, so that many opening tags without an end cost only linear time. */
function withoutQuotes(text: string): string {
	const parts = text.split(/<\/mx-reply>/i);
	const rest = parts.pop() ?? '';
	return parts.map((part) => part.replace(/<mx-reply>[\s\S]*/i, '')).join('') + rest;
}

function decode(text: string): string {
	return text.replace(/&(#x[\da-f]+|#\d+|\w+);/gi, (entity, name: string) => {
		if (!name.startsWith('#')) return ENTITIES[name.toLowerCase()] ?? entity;
		const code = /^#x/i.test(name) ? parseInt(name.slice(2), 16) : parseInt(name.slice(1), 10);
		return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : entity;
	});
}
