/** Whether every word that was typed into a picker's search is found in a text, in any order and case. */
export function matchesSearch(text: string, filter = ''): boolean {
	const found = text.toLowerCase();
	return filter
		.toLowerCase()
		.split(/\s+/)
		.every((word) => found.includes(word));
}
