import type { INodeProperties } from 'n8n-workflow';

/** `messageText` of `POST /v1/chats` and `POST /v1/chats/start`, for the collection "Options". */
export const firstMessage: INodeProperties = {
	displayName: 'First Message',
	name: 'messageText',
	type: 'string',
	typeOptions: { rows: 3 },
	default: '',
	placeholder: 'e.g. Hello from n8n!',
	description: 'A text to begin with; some networks open a chat only with one',
	routing: { send: { type: 'body', property: 'messageText' } },
};
