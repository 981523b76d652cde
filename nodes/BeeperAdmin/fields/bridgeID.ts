import type { INodeProperties } from 'n8n-workflow';

/** The bridge (a network that Beeper can connect) that an operation works on. */
export const bridgeID: INodeProperties = {
	displayName: 'Bridge',
	name: 'bridgeID',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The connection to a network, such as WhatsApp or Telegram',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Choose a bridge…',
			typeOptions: { searchListMethod: 'getBridges', searchable: true },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. local-whatsapp',
			hint: "Bridge → 'Get Many' gives it as bridgeID",
		},
	],
};
