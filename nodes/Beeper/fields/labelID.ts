import type { INodeProperties } from 'n8n-workflow';
import { listOrID } from '../../shared/fields/modes';

/** A label of chats, from the list or by ID. */
export const labelID: INodeProperties = {
	displayName: 'Label',
	name: 'labelID',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	description: 'Only chats with this label; needs a Beeper version that has labels',
	modes: listOrID('getLabels', 'Choose a label…', { placeholder: 'e.g. label_work' }),
	routing: { send: { type: 'query', property: 'labelID' } },
};
