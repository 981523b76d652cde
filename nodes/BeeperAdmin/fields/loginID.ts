import type { INodeProperties } from 'n8n-workflow';
import { listOrID } from '../../shared/fields/modes';

/** A login (one signed-in identity) of the chosen bridge. */
export const loginID: INodeProperties = {
	displayName: 'Login',
	name: 'loginID',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The signed-in identity on that network',
	modes: listOrID('getLogins', 'Choose a login…', {
		placeholder: 'e.g. 15550100',
		hint: "Bridge Login → 'Get Many' gives it as loginID",
	}),
};
