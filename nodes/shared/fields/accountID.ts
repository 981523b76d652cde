import type { INodeProperties } from 'n8n-workflow';
import { listOrID } from './modes';

/** The connected account (one network of one user) that an operation works on. */
export const accountID: INodeProperties = {
	displayName: 'Account',
	name: 'accountID',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The connected account, and so the network, to use',
	modes: listOrID('getAccounts', 'Choose an account…', {
		placeholder: 'e.g. discordgo',
	}),
};
