import type { INodeProperties, INodePropertyMode } from 'n8n-workflow';

/**
 * The two modes of a resource locator: chosen from the list that `searchListMethod` gives, with a placeholder, or by
 * ID; `byID` has at least the placeholder of that mode.
 */
export function listOrID(
	searchListMethod: string,
	placeholder: string | undefined,
	byID: Partial<INodePropertyMode>,
): INodeProperties['modes'] {
	const typeOptions = { searchListMethod, searchable: true };
	const list = { displayName: 'From List', name: 'list', ...(placeholder && { placeholder }) };
	const id = { displayName: 'By ID', name: 'id', ...byID };
	return [
		{ ...list, type: 'list', typeOptions },
		{ ...id, type: 'string' },
	];
}
