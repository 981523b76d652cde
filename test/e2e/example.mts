import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { IDataObject } from 'n8n-workflow';
import type { WorkflowFile } from '../engine/workflow.mts';

export const EXAMPLES = path.resolve(import.meta.dirname, '../../examples');

/** What a user sets, by node: a parameter, or `options.…` in one of its collections, and its value. */
export type Settings = Record<string, IDataObject>;

/** An example as it is published, with what its notes tell the user to set. */
export function example(name: string, settings: Settings = {}): WorkflowFile {
	const file = JSON.parse(
		readFileSync(path.join(EXAMPLES, `${name}.json`), 'utf8'),
	) as WorkflowFile;
	return setIn(file, settings);
}

/** The same workflow with other settings. */
export function setIn(file: WorkflowFile, settings: Settings): WorkflowFile {
	const nodes = structuredClone(file.nodes);
	for (const [name, values] of Object.entries(settings)) {
		const node = nodes.find((one) => one.name === name);
		if (!node) throw new Error(`The example has no node "${name}"`);
		for (const [parameter, value] of Object.entries(values)) {
			put(node.parameters as IDataObject, parameter.split('.'), value);
		}
	}
	return { ...file, nodes };
}

function put(target: IDataObject, [key, ...rest]: string[], value: unknown): void {
	if (rest.length === 0) target[key] = value as IDataObject;
	else put((target[key] ??= {}) as IDataObject, rest, value);
}
