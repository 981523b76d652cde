import type { INodeProperties } from 'n8n-workflow';

const collection = (
	displayName: string,
	name: string,
	placeholder: string,
	options: INodeProperties[],
): INodeProperties => ({
	displayName,
	name,
	type: 'collection',
	placeholder,
	default: {},
	options,
});

/** n8n's "Options": what may be set besides, read as the parameter `options`. */
export const optionsField = (options: INodeProperties[]) =>
	collection('Options', 'options', 'Add Option', options);

/** n8n's "Filters" of a list or search, read as the parameter `filters`. */
export const filtersField = (filters: INodeProperties[]) =>
	collection('Filters', 'filters', 'Add Filter', filters);
