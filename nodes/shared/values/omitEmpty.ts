import type { IDataObject } from 'n8n-workflow';

/** A copy without what the user left empty (`undefined`, empty text, lists, objects); `null`, `false` and `0` stay. */
export function omitEmpty<T extends IDataObject>(data: T): T {
	const kept = Object.entries(data)
		.map(([key, value]): [string, unknown] => [key, isPlain(value) ? omitEmpty(value) : value])
		.filter(([, value]) => !isEmpty(value));
	return Object.fromEntries(kept) as T;
}

export function isPlain(value: unknown): value is IDataObject {
	return (
		typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype
	);
}

/** `undefined`, empty text, an empty list or object; not `null`. */
export function isEmpty(value: unknown): boolean {
	if (value === undefined || value === '') return true;
	if (Array.isArray(value)) return value.length === 0;
	return isPlain(value) && Object.keys(value).length === 0;
}
