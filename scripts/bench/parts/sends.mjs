/** The nodes that send a message per item, filled in: ours, n8n's HTTP Request, and a plain declarative one. */
import path from 'node:path';
import { loadPackage, ourPackage } from '../../../test/engine/index.mts';
import { byID, runBeeper } from '../../../test/integration/given.mts';
import { httpRequestPackage } from './http-request.mjs';

const plainPackage = path.join(import.meta.dirname, '..', 'packages', 'plain');
// The others use our credential, as they would in n8n.
const { credentialTypes } = await ourPackage();
const httpRequest = { ...(await loadPackage(httpRequestPackage())), credentialTypes };
const plain = { ...(await loadPackage(plainPackage)), credentialTypes };

/** What they are filled in with: n8n evaluates each expression once or many times per item. */
export const fillings = [
	{ title: 'one chat, fixed text', text: 'Hello' },
	{ title: 'one chat, text by expression', text: '={{ $json.text }}' },
	{
		title: '8 chats, chat and text by expression',
		text: '={{ $json.text }}',
		chat: '$json.chatID',
	},
];

/** Functions that run each of them over items, and answer with what came out. */
export function senders(desktop, { text, chat }, items) {
	const chatID = chat ? `={{ ${chat} }}` : '!chat0:beeper.com';
	const inPath = chat ? `{{ encodeURIComponent(${chat}) }}` : encodeURIComponent(chatID);
	const send = { resource: 'message', operation: 'send', chatID: byID(chatID), text };
	// As somebody would fill it in who has the credential: all else at its default.
	const request = {
		method: 'POST',
		url: `${chat ? '=' : ''}${desktop.url}/v1/chats/${inPath}/messages`,
		authentication: 'predefinedCredentialType',
		nodeCredentialType: 'beeperApi',
		sendBody: true,
		bodyParameters: { parameters: [{ name: 'text', value: text }] },
		options: {},
	};
	const http = {
		nodes: httpRequest,
		node: { type: 'n8n-nodes-base.httpRequest', typeVersion: 4.5 },
	};
	const least = { nodes: plain, node: { type: 'n8n-nodes-plain.plain' } };
	const run = (parameters, other) => async () =>
		await runNode(desktop, parameters, { items, ...other });
	return {
		Beeper: run({ ...send, options: { waitUntil: 'accepted' } }),
		'HTTP Request': run(request, http),
		'plain declarative node': run({ chatID, text }, least),
	};
}

/** Runs a node in production mode, the Beeper node unless another one is given, and answers with its items. */
export async function runNode(desktop, parameters, options) {
	const measured = { mode: 'trigger', isSearched: false };
	const result = await runBeeper(desktop, parameters, { ...options, ...measured });
	if (result.error) throw result.error;
	return result.items('Beeper');
}
