/**
 * The least that a declarative node can be and still send a message: two fields and a route. It keeps no
 * order, has no cap, does not retry. What it costs is what n8n's routing engine costs.
 */
exports.Plain = class Plain {
	description = {
		displayName: 'Plain',
		name: 'plain',
		group: ['output'],
		version: 1,
		description: 'Sends a message',
		defaults: { name: 'Plain' },
		inputs: ['main'],
		outputs: ['main'],
		credentials: [{ name: 'beeperApi', required: true }],
		requestDefaults: { baseURL: '={{ $credentials.baseUrl }}' },
		properties: [
			{
				displayName: 'Chat',
				name: 'chatID',
				type: 'string',
				default: '',
				routing: {
					request: {
						method: 'POST',
						url: '=/v1/chats/{{ encodeURIComponent($value) }}/messages',
					},
				},
			},
			{
				displayName: 'Text',
				name: 'text',
				type: 'string',
				default: '',
				routing: { send: { type: 'body', property: 'text' } },
			},
		],
	};
};
