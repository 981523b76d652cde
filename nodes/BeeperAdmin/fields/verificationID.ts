import type { INodeProperties } from 'n8n-workflow';
import { listOrID } from '../../shared/fields/modes';

/** The verification under way that an operation works on. */
export const verificationID: INodeProperties = {
	displayName: 'Verification',
	name: 'verificationID',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The verification between this Beeper and another device',
	modes: listOrID('getVerifications', 'Choose a verification…', {
		placeholder: 'e.g. {{ $json.verificationID }}',
		hint: "Verification → 'Start' and 'Get Many' give it as verificationID",
	}),
};
