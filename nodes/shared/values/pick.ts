import type { IDataObject } from 'n8n-workflow';

/** Some fields of an object, in this order; null where it does not have one. */
export const pick = (from: IDataObject, ...names: string[]): IDataObject =>
	Object.fromEntries(names.map((name) => [name, from[name] ?? null]));
