import type { INodeProperties } from 'n8n-workflow';

/** The key that unlocks a user's encrypted messages on a new device. */
export const recoveryKey: INodeProperties = {
	displayName: 'Recovery Key',
	name: 'recoveryKey',
	type: 'string',
	typeOptions: { password: true },
	required: true,
	default: '',
	placeholder: 'e.g. EsTc 5rr1 4kJk …',
	description: 'The key that was noted when Beeper was first set up',
	routing: { send: { type: 'body', property: 'recoveryKey' } },
};
