import type { INodeProperties } from 'n8n-workflow';

/**
 * A list of pickers, read as `<name>.values`. It begins with one empty row to fill in. Inside a collection n8n 2.41
 * ignores that: there the user has to press 'Add' first.
 */
export const several = (
	picker: INodeProperties,
	field: Pick<INodeProperties, 'displayName' | 'name' | 'description'>,
): INodeProperties => ({
	...field,
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: `Add ${picker.displayName}`,
	default: { values: [{ [picker.name]: { mode: 'list', value: '' } }] },
	options: [{ displayName: picker.displayName, name: 'values', values: [picker] }],
});
