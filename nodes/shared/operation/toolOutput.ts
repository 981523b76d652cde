import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { isEmpty, isPlain } from '../values/omitEmpty';

/** Fields to leave out if another one says the same: key → the other key. */
const TWICE: Record<string, string> = { text: 'plainText', message: 'messageID', id: 'srcURL' };

/** Without any item a model gets an empty text, which looks like a failure. */
const nothing = (): INodeExecutionData => ({
	json: { result: 'Nothing found' },
	pairedItem: { item: 0 },
});

/**
 * The items as output of an agent's tool, short because a model pays per character: without null and empty values,
 * and without what another field repeats (markup beside plain text, the raw message beside its fields).
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
