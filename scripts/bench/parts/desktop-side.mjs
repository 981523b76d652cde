/**
 * The stand-in Beeper Desktop (test/double) as a process of its own, with many chats in which friends write
 * when told to, and which counts requests. Started by `startDesktopSide`.
 */
import { fileURLToPath } from 'node:url';
import { answerCommands, startProcess } from './far-process.mjs';

export const CHATS = 500;

/**
 * Starts it. `ask('subscribed')` waits for a subscription, `ask('write', indices)` has the friend of each chat
 * write one message, in that order, `ask('clearRequests')` begins a new count, `ask('requests')` gives it by route.
 */
export const startDesktopSide = () => startProcess(fileURLToPath(import.meta.url));

if (process.argv[2] === 'serve' && process.send) {
	const { start } = await import('../../../test/double/start.mts');
	const { empty } = await import('../../../test/double/seed/empty.mts');
	const [account] = empty.accounts;
	const chats = Array.from({ length: CHATS }, (_, index) => chat(index, account.accountID));
	const desktop = await start({ seed: { ...empty, accounts: [account], chats } });
	let written = 0;
	answerCommands({
		subscribed: async () => void (await desktop.waitForSubscription()),
		write(indices) {
			for (const index of indices) {
				desktop.friend(friend(index), chats[index].id).writes(`Message ${++written}`);
			}
		},
		clearRequests: () => desktop.clearRequests(),
		requests() {
			const routes = {};
			for (const { route } of desktop.requests) routes[route] = (routes[route] ?? 0) + 1;
			return routes;
		},
	});
	process.send({ url: desktop.url, token: desktop.token });
}

function friend(index) {
	return `@friend${index}:beeper.local`;
}

function chat(index, accountID) {
	return {
		id: `!bench${1000 + index}:beeper.local`,
		accountID,
		type: 'single',
		title: `Friend Number ${index}`,
		participants: [{ id: friend(index), fullName: `Friend Number ${index}` }],
		messages: [{ senderID: friend(index), minutesAgo: 60 + index, text: 'An old message' }],
	};
}
