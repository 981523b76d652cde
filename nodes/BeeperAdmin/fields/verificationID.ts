import type { INodeProperties } from 'n8n-workflow';

/** The verification under way that an operation works on. */
export const verificationID: INodeProperties = {
	displayName: 'Verification',
	name: 'verificationID',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The verification between this Beeper and another device',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Choose a verification…',
			typeOptions: { searchListMethod: 'getVerifications', searchable: true },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. {{ $json.verificationID }}',
			hint: "Verification → 'Start' and 'Get Many' give it as verificationID",
		},
	],
};
