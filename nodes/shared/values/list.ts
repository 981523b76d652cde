import type { IDataObject } from 'n8n-workflow';

/**
 * A list from what a user may give for one: an array (from an expression), a JSON array as text, or text with commas
 * or line breaks between. Empty entries are dropped, the order is kept.
 */
export function toList(value: unknown): string[] {
	if (Array.isArray(value)) return value.flatMap(toList);
	if (value === undefined || value === null) return [];
	const text = String(value).trim();
	if (text.startsWith('[')) {
		const parsed = parseArray(text);
		if (parsed) return parsed.flatMap(toList);
	}
	return text
		.split(/[,\n]/)
		.map((entry) => entry.trim())
		.filter(Boolean);
}

function parseArray(text: string): unknown[] | undefined {
	try {
		const parsed: unknown = JSON.parse(text);
		return Array.isArray(parsed) ? parsed : undefined;
	} catch {
		// Not JSON: text that only starts with a bracket.
		return undefined;
	}
}

/** The objects in a list, without what is none, such as null; none if it is no list. */
export const objectsIn = (list: unknown): IDataObject[] =>
	Array.isArray(list) ? list.filter((one) => typeof one === 'object' && one !== null) : [];
