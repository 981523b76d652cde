import fc from 'fast-check';
import { start } from '../double/start.mts';
import { byID, itemsOf, runBeeper } from './given.mts';

/** Everything that has a meaning of its own in a URL, in n8n, or in Matrix, and what a network may add. */
const nasty = fc.oneof(
	fc.string({ unit: 'binary', minLength: 1, maxLength: 60 }),
	fc
		.array(
			fc.constantFrom(
				'/',
				'#',
				'?',
				'%',
				'%2F',
				'%00',
				'..',
				'.',
				':',
				'@',
				'!',
				' ',
				'+',
				'&',
				'=',
				';',
				'"',
				'<',
				'>',
				'\\',
				'|',
				'{',
				'}',
				'{{',
				'$json',
				'🙂',
				'👩‍👩‍👧',
				'é',
				'ñ',
				'漢',
				'\u202e',
				'imsg##thread:',
				'a',
			),
			{ minLength: 1, maxLength: 12 },
		)
		.map((parts) => parts.join('')),
	// One kilobyte; percent-encoded, two of them still fit into the head of a request.
	fc.string({ unit: 'binary-ascii', minLength: 1_000, maxLength: 1_024 }),
);

const canBeSent = (id: string) => id.trim() !== '' && id !== '.' && id !== '..';

test('500 nasty IDs arrive as they were', async () => {
	const ids = fc.sample(nasty.filter(canBeSent), { numRuns: 500, seed: 2026 });
	await using desktop = await start();
	const parameters = {
		resource: 'message',
		operation: 'retrieve',
		chatID: byID('={{ $json.chat }}'),
		messageID: byID('={{ $json.message }}'),
	};
	const rows = ids.map((chat, i) => ({ chat, message: ids[(i * 7 + 3) % ids.length] }));
	// None of them exists: what counts is what the stand-in was asked for.
	const node = { onError: 'continueRegularOutput' as const };
	const result = await runBeeper(desktop, parameters, { items: itemsOf(rows), node });
	expect(result.items('Beeper')).toHaveLength(500);
	const pair = (chat = '', message = '') => `${chat} | ${message}`;
	const asked = new Set(
		desktop.requests.map(({ params }) => pair(params.chatID, params.messageID)),
	);
	const missing = rows.filter(({ chat, message }) => !asked.has(pair(chat, message)));
	// Short, since a failure would print them all.
	expect(missing.slice(0, 3).map(({ chat }) => encodeURIComponent(chat).slice(0, 200))).toEqual([]);
	expect(desktop.requests).toHaveLength(500);
}, 120_000);
