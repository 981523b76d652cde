import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

/** Said twice in an output: the key, and under which other key a model reads the same. */
const TWICE: Record<string, string> = { text: 'plainText', message: 'messageID', id: 'srcURL' };

/** No item at all reaches a model as an empty text, from which it cannot tell that it went well. */
const NOTHING: INodeExecutionData = { json: { result: 'Nothing found' }, pairedItem: { item: 0 } };

/**
 * The items as a tool of an AI agent gives them: a model pays for every character. Without what is null or empty,
 * and without what another field says as well: markup beside plain text, the raw message beside its fields.
 */
export function forModel(items: INodeExecutionData[]): INodeExecutionData[] {
	if (items.length === 0) return [NOTHING];
	return items.map((item) => ({ ...item, json: brief(item.json) as IDataObject }));
}

function brief(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(brief);
	if (!isObject(value)) return value;
	const kept = Object.entries(value)
		.filter(([key]) => !(TWICE[key] && !isEmpty(value[TWICE[key]])))
		.map(([key, part]) => [key, brief(part)] as const)
		.filter(([, part]) => !isEmpty(part));
	return Object.fromEntries(kept);
}

const isObject = (value: unknown): value is Record<string, unknown> =>
	typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;

function isEmpty(value: unknown): boolean {
	if (value === undefined || value === null || value === '') return true;
	if (Array.isArray(value)) return value.length === 0;
	return isObject(value) && Object.keys(value).length === 0;
}
