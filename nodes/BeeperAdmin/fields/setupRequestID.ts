import type { INodeProperties } from 'n8n-workflow';

/** The ID of the sign-in to Beeper itself that a step belongs to. */
export const setupRequestID: INodeProperties = {
	displayName: 'Setup Request ID',
	name: 'setupRequestID',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. {{ $json.setupRequestID }}',
	description: "The sign-in to Beeper under way, as App Setup → 'Start' gives it",
	routing: { send: { type: 'body', property: 'setupRequestID' } },
};
