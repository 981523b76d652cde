/**
 * The least that a declarative node can be and still send a message: two fields and a route. It keeps no order, has no
 * cap, does not retry. What it costs is what n8n's routing engine costs.
 */
const field = (displayName, name, routing) => ({
	...{ displayName, name, routing },
	...{ type: 'string', default: '' },
});
const url = '=/v1/chats/{{ encodeURIComponent($value) }}/messages';

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
			field('Chat', 'chatID', { request: { method: 'POST', url } }),
			field('Text', 'text', { send: { type: 'body', property: 'text' } }),
		],
	};
};
