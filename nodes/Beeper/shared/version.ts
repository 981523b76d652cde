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
