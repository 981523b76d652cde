/** Text of a description, so that Markdown shows it as n8n does. */
export function plain(text: string): string {
	const link = /<a href="([^"]*)"[^>]*>(.*?)<\/a>/g;
	const escaped = (part: string) => part.replace(/[\\`*_[\]<>|]/g, '\\$&');
	const parts: string[] = [];
	let end = 0;
	for (const match of text.matchAll(link)) {
		parts.push(escaped(text.slice(end, match.index)), `[${escaped(match[2])}](${match[1]})`);
		end = match.index + match[0].length;
	}
	return [...parts, escaped(text.slice(end))].join('').replace(/\s+/g, ' ').trim();
}

/** A name that is written in code or stored in workflows. */
export function code(name: string): string {
	const text = name.replaceAll('|', '\\|');
	return text.includes('`') ? `\`\` ${text} \`\`` : `\`${text}\``;
}

/** A table whose cells are Markdown already. */
export function table(columns: string[], rows: string[][]): string {
	const line = (cells: string[]) => `| ${cells.join(' | ')} |`.replace(/ {2,}/g, ' ');
	return [line(columns), line(columns.map(() => '---')), ...rows.map(line)].join('\n');
}

/** The anchor that GitHub gives a heading. */
export function anchor(heading: string): string {
	return heading
		.toLowerCase()
		.replace(/[^\w\s-]/g, '')
		.replace(/\s/g, '-');
}

/** Parts in a row, each but the last ended with a full stop. */
export function sentences(parts: string[]): string {
	const [last, ...before] = parts.filter((part) => part !== '').reverse();
	const ended = before.reverse().map((part) => (/[.?!…]$/.test(part) ? part : `${part}.`));
	return [...ended, last ?? ''].join(' ').trim();
}
