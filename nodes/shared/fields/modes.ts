import type { INodePropertyMode } from 'n8n-workflow';

/**
 * The two modes of a resource locator: chosen from the list that `searchListMethod` gives, with a placeholder, or by
 * ID; `byID` has at least the placeholder of that mode.
 */
export const listOrID = (
	searchListMethod: string,
	placeholder: string | undefined,
	byID: Partial<INodePropertyMode>,
): INodePropertyMode[] => [
	{
		displayName: 'From List',
		name: 'list',
		type: 'list',
		...(placeholder && { placeholder }),
		typeOptions: { searchListMethod, searchable: true },
	},
	{ displayName: 'By ID', name: 'id', type: 'string', ...byID },
];
