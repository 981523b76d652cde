import { stdin, stdout } from 'node:process';
import { createInterface } from 'node:readline/promises';
import axios from 'axios';

const CHATS = 15;
const CONNECT_MS = 30_000;

/** The user's own Beeper: only the chat that the user chooses is listened to and written to. */
export async function realBeeper(url, accessToken) {
	const baseUrl = url.replace(/\/+$/, '');
	const headers = { Authorization: `Bearer ${accessToken}` };
	const http = axios.create({ baseURL: baseUrl, headers, timeout: 15_000, maxRedirects: 0 });
	const version = await ask(http, baseUrl);
	const chat = await chooseChat(http);
	return {
		name: `Beeper Desktop ${version} at ${baseUrl}`,
		credential: { baseUrl, accessToken },
		prepare: (workflow) => onlyIn(chat, workflow),
		isListening,
		friendWrites: async () =>
			console.log(
				`Now have somebody write to you in "${chat.title}". This waits for five minutes.\n`,
			),
		chat: async () =>
			`\nThe chat "${chat.title}" is in Beeper's archive now, with the reply and the reaction.`,
		close: async () => {},
	};
}

async function ask(http, baseUrl) {
	try {
		const { headers } = await http.get('/v1/accounts');
		return headers['x-beeper-desktop-version'] ?? '(version unknown)';
	} catch (error) {
		const why =
			error.response?.status === 401
				? 'it does not accept BEEPER_ACCESS_TOKEN'
				: `it does not answer (${error.code ?? error.response?.status})`;
		throw new Error(`Beeper at ${baseUrl} cannot be used: ${why}.`);
	}
}

async function chooseChat(http) {
	const { data } = await http.get('/v1/chats/search', { params: { limit: CHATS } });
	if (!stdin.isTTY) throw new Error('Which chat to use is asked in a terminal; this is none.');
	console.log('This example answers in one chat, and then archives it. Which one may it use?\n');
	data.items.forEach(({ title, network, type }, i) =>
		console.log(
			`  ${String(i + 1).padStart(2)}  ${title} (${network}, ${type === 'group' ? 'group' : 'direct'})`,
		),
	);
	const terminal = createInterface({ input: stdin, output: stdout });
	const answer = await terminal.question('\nNumber of the chat: ');
	terminal.close();
	const chat = data.items[Number(answer) - 1];
	if (!chat) throw new Error(`There is no chat number "${answer}". Nothing was done.`);
	return chat;
}

/** The workflow with its trigger limited to one chat. */
function onlyIn({ id }, workflow) {
	const limited = structuredClone(workflow);
	const trigger = limited.nodes.find(({ type }) => type.endsWith('.beeperTrigger'));
	const chatID = { __rl: true, mode: 'id', value: id };
	trigger.parameters.filters = { chatIDs: { values: [{ chatID }] } };
	return limited;
}

async function isListening(active) {
	const until = Date.now() + CONNECT_MS;
	while (!active.logs.some(({ message }) => message.includes('is connected'))) {
		if (Date.now() > until) throw new Error("Beeper's event feed could not be reached.");
		await new Promise((resolve) => setTimeout(resolve, 100));
	}
}
