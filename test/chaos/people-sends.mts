import type { Dice } from './dice.mts';
import type { N8n } from './n8n.mts';
import { room } from './picks.mts';
import type { World } from './world.mts';

/** A message counts as sent by another program only once Beeper knows that it was. */
const VERDICT_MS = 20_000;

/** What programs write, through the API. */
export const sends = {
	workflowSends(world: World, dice: Dice, n8n: N8n) {
		const { chatID, title } = room(world, dice);
		const waitUntil = dice.pick(['accepted', 'sent'] as const);
		const text = world.words(dice);
		if (!n8n.send(chatID, text, waitUntil)) return undefined;
		return `a Beeper node sends "${text}" to ${title}, until ${waitUntil}`;
	},

	programSends(world: World, dice: Dice) {
		const { desktop, log } = world;
		const where = room(world, dice);
		const text = world.words(dice);
		const path = `/v1/chats/${encodeURIComponent(where.chatID)}/messages`;
		const authorization = `Bearer ${desktop.token}`;
		// Beeper may be down, or refuse: then nothing was sent.
		void fetch(desktop.url + path, {
			method: 'POST',
			headers: { authorization, 'content-type': 'application/json' },
			body: JSON.stringify({ text }),
		}).catch(() => undefined);
		void desktop
			.waitForMessage((message) => message.text === text, { timeoutMs: VERDICT_MS })
			.then(({ id: messageID, chatID, sortKey }) => {
				const at = performance.now();
				log.facts.push({ kind: 'message', by: 'program', at, chatID, messageID, sortKey, text });
			})
			.catch(() => undefined);
		return `another program sends "${text}" to ${where.title}`;
	},
};
