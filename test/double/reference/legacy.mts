import type { Endpoint } from './endpoints.mts';

/** Routes that only older apps have, which the list of endpoints mentions in notes only. */
export const legacy: Endpoint[] = [
	{
		method: 'DELETE',
		path: '/v1/chats/{chatID}/messages/{messageID}/reactions',
		auth: 'bearer:write',
		pathParams: [
			{ name: 'chatID', type: 'string', required: true },
			{ name: 'messageID', type: 'string', required: true },
		],
		query: [{ name: 'reactionKey', type: 'string', required: true, minLength: 1 }],
		body: [],
		bodyContentType: null,
		status: 200,
		since: 'v4.2.557 until v4.2.808',
	},
];
