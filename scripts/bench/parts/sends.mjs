import { runWorkflow } from '../../../test/engine/index.mts';

const CHAT = '!chat0:beeper.com';

/** Items with a text and, turn by turn, one of 8 chats. */
export function messages(count) {
	return Array.from({ length: count }, (_, index) => ({
		json: { chatID: `!chat${index % 8}:beeper.com`, text: `Message ${index}` },
	}));
}

/** What the nodes are filled in with: n8n evaluates each expression once or many times per item. */
export const fillings = [
	{ title: 'one chat, fixed text', text: 'Hello' },
	{ title: 'one chat, text by expression', text: '={{ $json.text }}' },
	{
		title: '8 chats, chat and text by expression',
		text: '={{ $json.text }}',
		chat: '$json.chatID',
	},
];

/** The three nodes that send a message per item: ours, n8n's HTTP Request, the plain declarative one. */
export function senders(url, { text, chat }) {
	const chatID = chat ? `={{ ${chat} }}` : CHAT;
	const path = chat ? `{{ encodeURIComponent(${chat}) }}` : encodeURIComponent(CHAT);
	return {
		Beeper: node('n8n-nodes-beeper.beeper', 1, {
			resource: 'message',
			operation: 'send',
			chatID: { __rl: true, mode: 'id', value: chatID },
			text,
			options: { waitUntil: 'accepted' },
		}),
		// As somebody would fill it in who has the credential: all else at its default.
		'HTTP Request': node('n8n-nodes-base.httpRequest', 4.5, {
			method: 'POST',
			url: `${chat ? '=' : ''}${url}/v1/chats/${path}/messages`,
			authentication: 'predefinedCredentialType',
			nodeCredentialType: 'beeperApi',
			sendBody: true,
			bodyParameters: { parameters: [{ name: 'text', value: text }] },
			options: {},
		}),
		'plain declarative node': node('n8n-nodes-plain.plain', 1, { chatID, text }),
	};
}

/** The Beeper node that lists a whole chat. */
export const lister = (chatID) =>
	node('n8n-nodes-beeper.beeper', 1, {
		resource: 'message',
		operation: 'list',
		chatID: { __rl: true, mode: 'id', value: chatID },
		returnAll: true,
	});

const node = (type, typeVersion, parameters) => ({
	name: 'Node',
	type,
	typeVersion,
	parameters,
	credentials: { beeperApi: { id: '1', name: 'Beeper account' } },
});

/** Runs one node over items, in production mode, and makes sure that it gave `expected` items. */
export async function runNode(node, nodes, far, items, expected = items.length) {
	const file = {
		nodes: [{ name: 'Start', type: 'n8n-nodes-base.manualTrigger', typeVersion: 1 }, node],
		connections: { Start: { main: [[{ node: 'Node', type: 'main', index: 0 }]] } },
	};
	const credentials = { beeperApi: { baseUrl: far.url, accessToken: far.token } };
	const result = await runWorkflow(file, { nodes, credentials, items, mode: 'trigger' });
	if (result.error) throw result.error;
	const { length } = result.items('Node');
	if (length !== expected) throw new Error(`${node.type} gave ${length} items, not ${expected}`);
}
