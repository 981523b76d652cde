/** `since` of routes that came after 4.2.808; which release has them is published nowhere (docs/beeper-api.md §9). */
export const AFTER_4_2_808 = '4.2.809';

/** "4.2.557 or newer", as an error names a required version. */
export const orNewer = (since: string) =>
	since === AFTER_4_2_808 ? 'newer than 4.2.808' : `${since} or newer`;

/** Whether Beeper version `a` ("4.2.557") came before version `b`. */
export function isOlder(a: string, b: string): boolean {
	const [left, right] = [a, b].map((version) =>
		version.split('.').map((part) => parseInt(part, 10) || 0),
	);
	for (let i = 0; i < Math.max(left.length, right.length); i++) {
		const difference = (left[i] ?? 0) - (right[i] ?? 0);
		if (difference !== 0) return difference < 0;
	}
	return false;
}
