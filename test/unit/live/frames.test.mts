import fc from 'fast-check';
import { parseFrame } from '../../../dist/nodes/shared/live/feed/frames.js';

const TYPES = [
	'ready',
	'subscriptions.updated',
	'error',
	'message.upserted',
	'message.deleted',
	'chat.upserted',
	'chat.deleted',
	'message.stream',
];

/** Any JSON value; objects may be named as what JavaScript itself looks for. */
const json = fc.letrec<{ value: unknown }>((tie) => ({
	value: fc.oneof(
		{ maxDepth: 4 },
		fc.constant(null),
		fc.boolean(),
		fc.double({ noNaN: true, noDefaultInfinity: true }),
		fc.string(),
		fc.array(tie('value'), { maxLength: 4 }),
		fc.dictionary(
			fc.constantFrom('id', 'toString', 'valueOf', '__proto__', 'length', 'x'),
			tie('value'),
			{ maxKeys: 4 },
		),
	),
})).value;

/** A frame whose fields are there or not, and hold anything. */
const frame = fc.record(
	{
		type: fc.oneof(fc.constantFrom(...TYPES), json),
		seq: json,
		chatID: json,
		chatIDs: json,
		ids: fc.oneof(fc.array(fc.oneof(fc.string(), json)), json),
		entries: fc.oneof(fc.array(json), json),
		code: json,
		message: json,
	},
	{ requiredKeys: [] },
);

/** What a frame is, if it is one of those that the trigger works with. */
function checkShape(text: string) {
	const parsed = parseFrame(text);
	expect([...TYPES, 'unknown']).toContain(parsed.type);
	if ('chatID' in parsed) {
		expect(typeof parsed.chatID).toBe('string');
		expect(['number', 'undefined']).toContain(typeof parsed.seq);
		expect(parsed.ids.every((id) => typeof id === 'string')).toBe(true);
	}
	if ('entries' in parsed) {
		expect(parsed.entries.every(({ id }) => parsed.ids.includes(id))).toBe(true);
		expect(new Set(parsed.ids).size).toBe(parsed.ids.length);
	}
	return parsed;
}

describe('the parser of frames', () => {
	test('takes any text', () => {
		fc.assert(fc.property(fc.oneof(fc.string(), fc.json()), (text) => void checkShape(text)));
	});

	test('takes any JSON as any field of any frame', () => {
		fc.assert(
			fc.property(frame, (value) => void checkShape(JSON.stringify(value))),
			{ numRuns: 3_000 },
		);
	});

	test.each(['type', 'chatID', 'code', 'message', 'seq', 'ids', 'entries'])(
		'takes an object without a text of its own as %s',
		(field) => {
			const odd = { toString: null, valueOf: null };
			for (const type of TYPES) checkShape(JSON.stringify({ type, [field]: odd }));
		},
	);

	test('keeps what is well-formed, whatever stands beside it', () => {
		const id = fc.string({ minLength: 1 });
		const good = fc.record({ id, text: fc.string() });
		const bad = fc.oneof(fc.constant(null), fc.integer(), fc.record({ id: fc.integer() }));
		fc.assert(
			fc.property(
				fc.string(),
				fc.nat(),
				fc.array(fc.oneof(id, fc.integer(), fc.constant(null))),
				fc.array(fc.oneof(good, bad)),
				(chatID, seq, ids, entries) => {
					const parsed = parseFrame(
						JSON.stringify({ type: 'message.upserted', seq, chatID, ids, entries }),
					);
					const kept = entries.filter(
						(entry): entry is { id: string; text: string } => typeof Object(entry).id === 'string',
					);
					const named = ids.filter((one) => typeof one === 'string');
					expect(parsed).toEqual({
						type: 'message.upserted',
						seq,
						chatID,
						ids: [...new Set([...named, ...kept.map((entry) => entry.id)])],
						entries: kept,
					});
				},
			),
		);
	});

	test('takes huge frames', () => {
		const ids = Array.from({ length: 200_000 }, (_, at) => `m${at}`);
		const entries = ids.slice(0, 20_000).map((id) => ({ id, text: 'x'.repeat(200) }));
		const parsed = checkHuge({ type: 'message.upserted', chatID: 'c', seq: 1, ids, entries });
		expect(parsed).toMatchObject({ ids: { length: 200_000 }, entries: { length: 20_000 } });
		const nested = `${'['.repeat(50_000)}${']'.repeat(50_000)}`;
		for (const field of ['type', 'chatID', 'ids', 'entries']) {
			checkShape(`{"type":"message.upserted","${field}":${nested}}`);
		}
	});
});

function checkHuge(value: object) {
	const begun = performance.now();
	const parsed = parseFrame(JSON.stringify(value));
	expect(performance.now() - begun).toBeLessThan(5_000);
	return parsed;
}
