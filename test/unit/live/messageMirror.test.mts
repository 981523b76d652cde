import fc from 'fast-check';
import type { Message, Reaction } from '../../../dist/nodes/shared/model/message.js';
import { MessageMirror } from '../../../dist/nodes/shared/live/mirror/messages.js';
import { LogicalClock } from '../../../dist/nodes/shared/live/hub/logicalClock.js';

const BEGAN = Date.parse('2026-11-20T10:00:00Z');

/** A message of the chat `c`, written so many seconds after observing began. */
const messageOf = (id: string, fields: object = {}, seconds = 1): Message => ({
	id,
	chatID: 'c',
	accountID: 'a',
	timestamp: new Date(BEGAN + seconds * 1_000).toISOString(),
	sortKey: String(100 + seconds),
	senderID: '@mara',
	text: 'Hello',
	...fields,
});

const reaction = (participantID: string, reactionKey: string): Reaction => ({
	id: participantID,
	participantID,
	reactionKey,
});

const keysOf = (reactions: Reaction[]) =>
	new Set(reactions.map((one) => `${one.participantID} ${one.reactionKey}`));

const reactions = fc.uniqueArray(
	fc.tuple(fc.constantFrom('@mara', '@jonas'), fc.constantFrom('👍', '❤️', '👍🏽')),
	{ selector: (pair) => pair.join(), maxLength: 4 },
);

/** What happens: the message changes, a frame arrives, a read is asked for or answered. */
const step = fc.oneof(
	fc.record({
		type: fc.constant('change' as const),
		text: fc.constantFrom('one', 'two', 'three'),
		reactions,
	}),
	fc.constantFrom(
		{ type: 'deliver' as const },
		{ type: 'ask' as const },
		{ type: 'answer' as const },
		{ type: 'repeat' as const },
	),
);

describe('what is known of messages', () => {
	test('is in the end what the message is, whatever came in which order', () => {
		fc.assert(
			fc.property(fc.array(step, { maxLength: 40, size: 'max' }), (steps) => {
				const clock = new LogicalClock();
				const mirror = new MessageMirror(BEGAN);
				let now = messageOf('m', { text: 'zero', reactions: [] });
				const frames: Message[] = [now];
				const reads: Array<{ message: Message; asOf: number }> = [];
				// What somebody has who only ever hears of differences.
				const told = { reactions: new Set<string>(), isFirst: true };
				let last: Message | undefined;
				const observe = (message: Message, asOf: number) => {
					const known = mirror.get('c', 'm');
					const { previous, isStale, added, removed } = mirror.observe(message, asOf);
					expect(previous).toEqual(known);
					if (isStale) {
						expect(mirror.get('c', 'm')).toBe(known);
						expect([added, removed]).toEqual([[], []]);
						return;
					}
					last = message;
					if (told.isFirst) told.reactions = keysOf(message.reactions as Reaction[]);
					told.isFirst = false;
					for (const one of keysOf(added)) expect(told.reactions.has(one)).toBe(false);
					for (const one of keysOf(removed)) expect(told.reactions.delete(one)).toBe(true);
					told.reactions = new Set([...told.reactions, ...keysOf(added)]);
				};
				for (const { type, ...rest } of steps) {
					if (type === 'change') {
						const change = rest as { text: string; reactions: Array<[string, string]> };
						const all = change.reactions.map((pair) => reaction(...pair));
						now = messageOf('m', { text: change.text, reactions: all });
						frames.push(now);
					}
					const frame = type === 'deliver' ? frames.shift() : undefined;
					if (frame) observe(frame, clock.tick());
					if (type === 'ask') reads.push({ message: now, asOf: clock.now() });
					const read = type === 'answer' ? reads.shift() : undefined;
					if (read) observe(read.message, read.asOf);
					if (type === 'repeat' && last) {
						const { added, removed } = mirror.observe(structuredClone(last), clock.tick());
						expect([added, removed]).toEqual([[], []]);
					}
				}
				for (const frame of frames) observe(frame, clock.tick());
				for (const read of reads) observe(read.message, read.asOf);
				expect(mirror.get('c', 'm')).toMatchObject({ text: now.text, reactions: now.reactions });
				expect(told.reactions).toEqual(keysOf(now.reactions as Reaction[]));
			}),
			{ numRuns: 1_000 },
		);
	});

	test('reactions are told apart by who and which, not by ID', () => {
		const mirror = new MessageMirror(BEGAN);
		mirror.observe(messageOf('m', { reactions: [reaction('@mara', '👍')] }), 1);
		const again = { ...reaction('@mara', '👍'), id: 'another ID' };
		const other = reaction('@mara', '❤️');
		const more = mirror.observe(messageOf('m', { reactions: [other, again] }), 2);
		expect([more.added, more.removed]).toEqual([[other], []]);
		const less = mirror.observe(messageOf('m', { reactions: [other] }), 3);
		expect([less.added, less.removed]).toEqual([[], [again]]);
	});

	test('a deleted message keeps what it said; nobody took reactions back', () => {
		const mirror = new MessageMirror(BEGAN);
		mirror.observe(messageOf('m', { text: 'secret', reactions: [reaction('@mara', '👍')] }), 1);
		const gone = messageOf('m', { text: undefined, isDeleted: true });
		expect(mirror.observe(gone, 2)).toMatchObject({ removed: [], previous: { text: 'secret' } });
		expect(mirror.get('c', 'm')).toMatchObject({ text: 'secret', isDeleted: true, reactions: [] });
		expect(mirror.observe(gone, 3).removed).toEqual([]);
		// Told once: the frame of the deletion may come besides the upsert.
		expect(mirror.remove('c', 'm', 4)).toBeUndefined();
	});

	test('what shows an earlier edit is old news, however late it comes', () => {
		const mirror = new MessageMirror(BEGAN);
		const editedAt = (seconds: number) => new Date(BEGAN + seconds * 1_000).toISOString();
		const first = messageOf('m', { text: 'first', editedTimestamp: editedAt(5) });
		const second = messageOf('m', { text: 'second', editedTimestamp: editedAt(6) });
		mirror.observe(second, 1);
		expect(mirror.observe(first, 2).isStale).toBe(true);
		expect(mirror.get('c', 'm')).toMatchObject({ text: 'second' });
		expect(mirror.observe(second, 3).isStale).toBe(false);
	});

	test('gives what was known of a removed message, once', () => {
		const mirror = new MessageMirror(BEGAN);
		mirror.observe(messageOf('m', { text: 'secret' }), 1);
		expect(mirror.remove('c', 'm', 2)).toMatchObject({ text: 'secret', isDeleted: false });
		expect(mirror.remove('c', 'm', 3)).toBeUndefined();
		expect(mirror.remove('c', 'never seen', 3)).toBeUndefined();
	});

	test('one that was forgotten never counts as never seen', () => {
		const seen = fc.record({ id: fc.nat({ max: 30 }), seconds: fc.nat({ max: 10 }) });
		fc.assert(
			fc.property(
				fc.array(seen, { maxLength: 60, size: 'max' }),
				fc.integer({ min: 1, max: 5 }),
				(all, limit) => {
					const mirror = new MessageMirror(BEGAN, limit);
					const written = new Map<number, number>();
					for (const [at, { id, seconds }] of all.entries()) {
						const had = written.get(id);
						const message = messageOf(`${id}`, {}, had ?? seconds);
						const covered = mirror.coveredSince;
						const isNeverSeen = mirror.isNeverSeen(message);
						expect(mirror.observe(message, at).isNeverSeen).toBe(isNeverSeen);
						if (had !== undefined) expect(isNeverSeen).toBe(false);
						expect(mirror.coveredSince).toBeGreaterThanOrEqual(covered);
						written.set(id, had ?? seconds);
					}
					const kept = [...written.keys()].filter((id) => mirror.get('c', `${id}`));
					expect(kept).toHaveLength(Math.min(limit, written.size));
					if (written.size <= limit) expect(mirror.coveredSince).toBe(BEGAN);
				},
			),
			{ numRuns: 500 },
		);
	});

	test('knows which messages the newest pages must have: those that still exist', () => {
		const mirror = new MessageMirror(BEGAN);
		const PENDING = { isSender: true, sendStatus: { status: 'PENDING' } };
		for (const seconds of [1, 2, 3, 4, 5]) mirror.observe(messageOf(`${seconds}`, {}, seconds), 1);
		mirror.observe(messageOf('pending', PENDING, 3), 1);
		mirror.remove('c', '4', 2);
		expect(mirror.idsDownTo('c', '102')).toEqual(['2', '3', '5']);
		expect(mirror.idsDownTo('another', '0')).toEqual([]);
	});

	test('knows people by the name they last wrote under', () => {
		const mirror = new MessageMirror(BEGAN);
		expect(mirror.nameOf('@mara')).toBeUndefined();
		mirror.observe(messageOf('1', { senderName: 'Mara' }), 1);
		mirror.observe(messageOf('2', { senderName: 'Mara L.' }), 2);
		expect(mirror.nameOf('@mara')).toBe('Mara L.');
	});
});
