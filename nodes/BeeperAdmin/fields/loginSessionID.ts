import type { INodeProperties } from 'n8n-workflow';

/** The ID of a sign-in under way. A text field, since the API has no list of them. */
export const loginSessionID: INodeProperties = {
	displayName: 'Login Session ID',
	name: 'loginSessionID',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. {{ $json.loginSessionID }}',
	description: "The sign-in under way, as Login Session → 'Create' gives it",
};
