/**
 * Markdown as sent, rich text as stored (reference 33): bold, italic, strikethrough, code, code
 * blocks, links, line breaks. Text without markup stays exactly as typed, like a Matrix client
 * that sends no formatted body. A JSON-quoted string is HTML, taken verbatim.
 */
export function richText(typed: string): string {
	const verbatim = quotedHTML(typed);
	if (verbatim !== undefined) return verbatim;
	const html = toHTML(typed);
	const hasMarkup = html !== lines(escape(unbackslash(typed)));
	return hasMarkup ? html : unbackslash(typed);
}

function toHTML(markdown: string): string {
	const kept: string[] = [];
	// Code and escaped characters are set aside, so that nothing inside them counts as markup.
	const keep = (html: string) => `\u0000${kept.push(html) - 1}\u0000`;
	const marked = markdown
		.replace(/```(?:\w*\n)?([^]*?)```/g, (_, code) =>
			keep(`<pre><code>${escape(code)}</code></pre>`),
		)
		.replace(/`([^`\n]+)`/g, (_, code) => keep(`<code>${escape(code)}</code>`))
		.replace(/\\([\\`*_{}[\]()#+\-.!~>|])/g, (_, character) => keep(escape(character)));
	const html = escape(marked)
		.replace(/\[([^\]\n]+)\]\((https?:[^)\s]+)\)/g, '<a href="$2">$1</a>')
		.replace(/\*\*(?=\S)([^\n]+?)(?<=\S)\*\*/g, '<strong>$1</strong>')
		.replace(/__(?=\S)([^\n]+?)(?<=\S)__/g, '<strong>$1</strong>')
		.replace(/~~(?=\S)([^\n]+?)(?<=\S)~~/g, '<del>$1</del>')
		.replace(/\*(?=\S)([^*\n]+?)(?<=\S)\*/g, '<em>$1</em>')
		.replace(/(?<!\w)_(?=\S)([^_\n]+?)(?<=\S)_(?!\w)/g, '<em>$1</em>');
	// eslint-disable-next-line no-control-regex -- the marker is a character nobody types
	return lines(html).replace(/\u0000(\d+)\u0000/g, (_, at) => kept[Number(at)]);
}

const lines = (html: string) => html.replaceAll('\n', '<br>');

const escape = (text: string) =>
	text
		.replaceAll('&', '&amp;')
		.replaceAll('<', '&lt;')
		.replaceAll('>', '&gt;')
		.replaceAll('"', '&quot;');

const unbackslash = (text: string) => text.replace(/\\([\\`*_{}[\]()#+\-.!~>|])/g, '$1');

function quotedHTML(text: string): string | undefined {
	if (!/^"[^]*"$/.test(text)) return undefined;
	try {
		const html: unknown = JSON.parse(text);
		// A sentence somebody merely put in quotation marks has no tag in it.
		return typeof html === 'string' && /<\/?\w[^>]*>/.test(html) ? html : undefined;
	} catch {
		return undefined;
	}
}
