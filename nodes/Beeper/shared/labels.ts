import type { INodeProperties } from 'n8n-workflow';

/** Parameter name → the name that the node shows for it, options of collections included. */
export function labelsOf(fields: INodeProperties[]): Record<string, string> {
	const all = fields.flatMap((field) => [field, ...optionsOf(field)]);
	return Object.fromEntries(all.map(({ name, displayName }) => [name, displayName]));
}

interface Labelled {
	name: string;
	displayName: string;
}

function optionsOf({ options = [] }: INodeProperties): Labelled[] {
	return (options as Array<Partial<Labelled>>).filter(
		(option): option is Labelled => option.displayName !== undefined,
	);
}
