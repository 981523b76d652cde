import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { isEmpty, isPlain } from '../values/omitEmpty';

/** Said twice in an output: the key, and under which other key a model reads the same. */
const TWICE: Record<string, string> = { text: 'plainText', message: 'messageID', id: 'srcURL' };

/** No item at all reaches a model as an empty text, from which it cannot tell that it went well. */
const nothing = (): INodeExecutionData => ({
	json: { result: 'Nothing found' },
	pairedItem: { item: 0 },
});

/**
 * The items as a tool of an AI agent gives them: a model pays for every character. Without what is null or empty,
 * and without what another field says as well: markup beside plain text, the raw message beside its fields.
 */
export function toolOutput(items: INodeExecutionData[]): INodeExecutionData[] {
	if (items.length === 0) return [nothing()];
	return items.map((item) => ({ ...item, json: brief(item.json) as IDataObject }));
}

function brief(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(brief);
	if (!isPlain(value)) return value;
	const kept = Object.entries(value)
		.filter(([key]) => !(TWICE[key] && !saysNothing(value[TWICE[key]])))
		.map(([key, part]) => [key, brief(part)] as const)
		.filter(([, part]) => !saysNothing(part));
	return Object.fromEntries(kept);
}

const saysNothing = (value: unknown) => value === null || isEmpty(value);
