/**
 * The bytes a Range header asks for, both ends included: undefined for the whole file (no header,
 * or one of several ranges, which may be ignored by RFC 9110).
 */
export function byteRange(
	header: string | undefined,
	size: number,
): { start: number; end: number } | 'unsatisfiable' | undefined {
	const [, from, to] = /^bytes=(\d*)-(\d*)$/.exec(header ?? '') ?? [];
	if (from === undefined || (from === '' && to === '')) return undefined;
	const isSuffix = from === '';
	const start = isSuffix ? Math.max(0, size - Number(to)) : Number(from);
	const end = isSuffix || to === '' ? size - 1 : Math.min(Number(to), size - 1);
	return start > end || start >= size ? 'unsatisfiable' : { start, end };
}
