import {
	reactionRule,
	sendRule,
	updateRule,
} from '../../../dist/nodes/shared/api/errors/networkRules.js';

const request = { body: {}, qs: {}, files: [], isReadOnly: false };
const day = 86_400;

test('only a reaction that is added is held against the list of allowed ones', () => {
	const capabilities = { reaction: 2, allowedReactions: ['👍', '❤️'] };
	expect(reactionRule(capabilities, request)).toBeUndefined();
	expect(reactionRule(capabilities, { ...request, body: { reactionKey: '👍' } })).toBeUndefined();
	expect(reactionRule(capabilities, { ...request, body: { reactionKey: '🦄' } })?.clause).toBe(
		'allows only these reactions here: 👍 ❤️',
	);
});

test('a span that the chat offers is not why messages may not disappear', () => {
	const capabilities = {
		state: { disappearingTimer: { level: 2 } },
		disappearingTimer: { timers: [day * 1000, 7 * day * 1000] },
	};
	const limit = (seconds: number) =>
		updateRule(capabilities, { ...request, body: { messageExpirySeconds: seconds } });
	expect(limit(day)).toBeUndefined();
	expect(limit(60)?.clause).toBe('lets messages disappear only after 86400, 604800 seconds');
});

describe('files', () => {
	const clause = (rule: object, mimeType: string, bytes = 5) => {
		const files = [{ fileName: 'a', mimeType, bytes }];
		return sendRule({ attachments: { 'm.audio': rule } }, { ...request, files })?.clause;
	};

	test.each([
		['no kinds', {}],
		['an empty list of kinds', { mimeTypes: {} }],
	])('a rule with %s limits the size only', (_, rule) => {
		const limited = { ...rule, maxSize: 1_000_000 };
		expect(clause(limited, 'audio/ogg')).toBeUndefined();
		expect(clause(limited, 'audio/ogg', 2_000_000)).toMatch(/^takes files of at most 1 MB/);
	});

	test('a text goes with a file only as far as the network takes one', () => {
		const text = (rule: object, body: { text?: string }) =>
			sendRule(
				{ attachments: { 'm.file': rule } },
				{ ...request, body, files: [{ fileName: 'a', mimeType: 'a/b', bytes: 5 }] },
			)?.clause;
		const hello = { text: 'hello' };
		expect(text({}, hello)).toBeUndefined();
		expect(text({ caption: 2, maxCaptionLength: 5 }, hello)).toBeUndefined();
		expect(text({ caption: 0 }, {})).toBeUndefined();
		expect(text({ caption: 0 }, hello)).toBe(
			"does not take a text together with 'a'; send it by itself",
		);
		expect(text({ maxCaptionLength: 4 }, hello)).toBe(
			'takes at most 4 characters with a file; the text has 5',
		);
	});

	test('the parameters of a kind do not matter', () => {
		const rule = { mimeTypes: { 'audio/ogg': 2 } };
		expect(clause(rule, 'audio/ogg; codecs=opus')).toBeUndefined();
		expect(clause(rule, 'audio/wav')).toBe(
			"does not take 'a' (audio/wav) as a file; it takes audio/ogg",
		);
	});
});
