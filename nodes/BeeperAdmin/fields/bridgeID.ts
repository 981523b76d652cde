import type { INodeProperties } from 'n8n-workflow';
import { listOrID } from '../../shared/fields/modes';

/** The bridge (a network that Beeper can connect) that an operation works on. */
export const bridgeID: INodeProperties = {
	displayName: 'Bridge',
	name: 'bridgeID',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The connection to a network, such as WhatsApp or Telegram',
	modes: listOrID('getBridges', 'Choose a bridge…', {
		placeholder: 'e.g. local-whatsapp',
		hint: "Bridge → 'Get Many' gives it as bridgeID",
	}),
};
