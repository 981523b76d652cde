import fc from 'fast-check';
import type { Message } from '../../../dist/nodes/shared/model/message.js';
import {
	MAX_ACCOUNTS,
	MAX_CHATS,
	Positions,
} from '../../../dist/nodes/BeeperTrigger/state/positions.js';

const BEGAN = Date.parse('2026-11-20T10:00:00Z');

/** Message `number` of a chat: the sort keys 1, 2 … 10, 11 are not in the order of text. */
const messageOf = (number: number, chatID = 'c'): Message => ({
	id: `m${number}`,
	chatID,
	accountID: 'a',
	timestamp: new Date(BEGAN + number * 1_000).toISOString(),
	sortKey: String(number),
});

const chatOf = (id: string, seconds: number, more: object = {}) => ({
	id,
	accountID: 'a',
	lastActivity: new Date(BEGAN + seconds * 1_000).toISOString(),
	...more,
});

const number = fc.integer({ min: 1, max: 60 });

/** The feed brings a message, at any time and in any order; the chat is read; a text is tidied. */
const step = fc.oneof(
	{ weight: 6, arbitrary: fc.record({ type: fc.constant('comes' as const), number }) },
	{ weight: 1, arbitrary: fc.record({ type: fc.constant('read' as const), number }) },
	{ weight: 2, arbitrary: fc.record({ type: fc.constant('tidy' as const), number }) },
);

describe('positions', () => {
	test('a message that was taken is never new again; one that was not, and stands above, always is', () => {
		fc.assert(
			fc.property(fc.array(step, { maxLength: 120, size: 'max' }), (steps) => {
				const positions = new Positions(BEGAN);
				const taken = new Set<number>();
				let readTo = 0;
				const take = (one: number) => {
					if (!positions.isNew(messageOf(one))) return;
					positions.markReceived(messageOf(one));
					taken.add(one);
				};
				for (const { type, number: at } of steps) {
					if (type === 'comes') take(at);
					else if (type === 'tidy') positions.compact('c', undefined);
					else {
						// Reading shows everything up to there first.
						for (let one = 1; one <= at; one++) take(one);
						positions.markRead('c', 'a', String(at), BEGAN + at * 1_000);
						readTo = Math.max(readTo, at);
					}
					const movedTo = Number(positions.chats.get('c')?.readTo || 0);
					// Tidying moves up only below the newest that were taken.
					if (movedTo > readTo) expect(taken.has(movedTo)).toBe(true);
					const wrong: number[] = [];
					for (let one = 1; one <= 60; one++) {
						const message = messageOf(one);
						const isNew = positions.isNew(message);
						// Left out by the feed, and passed: still no history.
						const isStillTold = one > movedTo ? isNew : positions.isLateArrival(message);
						if (taken.has(one) ? isNew : !isStillTold) wrong.push(one);
					}
					expect(wrong).toEqual([]);
				}
			}),
			{ numRuns: 100 },
		);
	});

	test('without tidying, the position never passes what was not read', () => {
		const arrivals = fc.uniqueArray(number, { maxLength: 16 });
		fc.assert(
			fc.property(arrivals, fc.nat({ max: 60 }), (numbers, end) => {
				const positions = new Positions(BEGAN);
				if (end > 0) positions.markRead('c', 'a', String(end), BEGAN + 1_000);
				for (const one of numbers) {
					positions.markReceived(messageOf(one));
					positions.compact('c', undefined);
				}
				for (let one = end + 1; one <= 60; one++) {
					expect(positions.isNew(messageOf(one))).toBe(!numbers.includes(one));
				}
			}),
		);
	});

	test('tidying never passes a message that is still to be told, and keeps what is saved small', () => {
		const many = fc.integer({ min: 1, max: 200 });
		const arrivals = fc.uniqueArray(many, { minLength: 1, maxLength: 150, size: 'max' });
		fc.assert(
			fc.property(arrivals, fc.array(many), (numbers, waiting) => {
				const positions = new Positions(BEGAN);
				// In a chat that was read: else reading may still find what was missed.
				positions.markRead('c', 'a', '0', BEGAN + 1);
				const untold = new Set<string>();
				let first = Infinity;
				for (const one of numbers) {
					// One that comes too late to stand above the position cannot hold it back.
					if (waiting.includes(one) && positions.isNew(messageOf(one))) {
						untold.add(`m${one}`);
						first = Math.min(first, one);
					}
					positions.markReceived(messageOf(one));
					positions.compact('c', untold);
					const { readTo, above } = positions.chats.get('c')!;
					expect(Number(readTo || 0)).toBeLessThan(first);
					if (untold.size === 0) expect(above.size).toBeLessThanOrEqual(50);
				}
			}),
		);
	});

	test('of a new trigger, history is not new, and what was written since is', () => {
		const positions = new Positions(BEGAN);
		positions.begin('c', 'a', '10', BEGAN - 1_000);
		const old = (one: number) => ({ ...messageOf(one), timestamp: '2026-11-20T08:00:00Z' });
		// Backfilled, above the last one that was shown, but hours old.
		expect([10, 11].map((one) => positions.isNew(old(one)))).toEqual([false, false]);
		expect([9, 10, 11].map((one) => positions.isNew(messageOf(one)))).toEqual([false, false, true]);
		// A chat that no list had shown: time decides.
		expect(positions.isNew(messageOf(1, 'another'))).toBe(true);
		expect(positions.isNew({ ...old(1), chatID: 'another' })).toBe(false);
	});

	test('what an account had when it came is history', () => {
		const positions = new Positions(BEGAN);
		positions.addAccount('a', BEGAN + 5_000);
		expect([5, 6].map((one) => positions.isNew(messageOf(one)))).toEqual([false, true]);
		positions.markReceived(messageOf(6));
		expect([5, 7].map((one) => positions.isNew(messageOf(one)))).toEqual([false, true]);
		expect([5, 7].map((one) => positions.isLateArrival(messageOf(one)))).toEqual([false, true]);
	});

	test('notes a thousand accounts and no more; the others have no history', () => {
		const positions = new Positions(BEGAN);
		positions.addAccount('a', BEGAN + 5_000);
		for (let at = 0; at < MAX_ACCOUNTS; at++) positions.addAccount(`${at}`, BEGAN + 5_000);
		expect(positions.accounts.size).toBe(MAX_ACCOUNTS);
		expect(positions.isNew(messageOf(5))).toBe(false);
		const accountID = `${MAX_ACCOUNTS - 1}`;
		expect(positions.isNew({ ...messageOf(5), accountID })).toBe(true);
		positions.addAccount('a', 0);
		expect(positions.isNew(messageOf(5))).toBe(true);
	});

	test('a chat is behind until it was read up to what a list shows', () => {
		const positions = new Positions(BEGAN);
		expect([0, 1].map((at) => positions.isBehind(chatOf('c', at)))).toEqual([false, true]);
		positions.markReceived(messageOf(1));
		// It came over the feed, which may have left out the one before.
		expect(positions.isBehind(chatOf('c', 1))).toBe(true);
		positions.markRead('c', 'a', '1', BEGAN + 1_000);
		expect([1, 2].map((at) => positions.isBehind(chatOf('c', at)))).toEqual([false, true]);
		const preview = messageOf(2);
		expect(positions.isBehind(chatOf('c', 1, { preview }))).toBe(true);
		expect(positions.isBehind(chatOf('c', 1, { preview: messageOf(2, 'of a part') }))).toBe(false);
	});

	test('everything before a message was had, up to where the chat was read', () => {
		const positions = new Positions(BEGAN);
		const isReached = (...all: number[]) => all.map((at) => positions.hasAllBefore(messageOf(at)));
		expect(isReached(0, 1)).toEqual([true, false]);
		positions.markReceived(messageOf(5));
		expect(isReached(0, 1, 5)).toEqual([true, false, false]);
		positions.markRead('c', 'a', '3', BEGAN + 3_000);
		expect(isReached(3, 4, 5)).toEqual([true, false, false]);
	});

	test('when messages get other IDs and sort keys, exactly what was received stays so', () => {
		const arrivals = fc.uniqueArray(number, { maxLength: 30 });
		fc.assert(
			fc.property(arrivals, fc.nat({ max: 30 }), fc.constantFrom(-1, 1), (numbers, read, sign) => {
				const positions = new Positions(BEGAN);
				if (read > 0) positions.markRead('c', 'a', String(read), BEGAN + read * 1_000);
				for (const one of numbers) if (one > read) positions.markReceived(messageOf(one));
				positions.renumber();
				const numberedAnew = (one: number): Message => ({
					...messageOf(one),
					id: `n${one}`,
					sortKey: String(one + sign * 1_000 + 1_000),
				});
				for (let one = 1; one <= 60; one++) {
					const isReceived = one <= read || numbers.includes(one);
					expect(positions.isNew(numberedAnew(one))).toBe(!isReceived);
				}
				// And once the chat was read, numbers count again.
				positions.markRead('c', 'a', numberedAnew(60).sortKey, BEGAN + 60_000);
				expect([60, 61].map((one) => positions.isNew(numberedAnew(one)))).toEqual([false, true]);
				expect(positions.chats.get('c')!.above.size).toBe(0);
			}),
		);
	});

	test('what is told after a later one is late', () => {
		fc.assert(
			fc.property(fc.uniqueArray(number), (numbers) => {
				const positions = new Positions(BEGAN);
				let top = 0;
				for (const one of numbers) {
					expect(positions.markEmitted(messageOf(one))).toBe(one < top);
					top = Math.max(top, one);
				}
			}),
		);
	});

	test.each([
		['read', true],
		['told of by the feed alone', false],
	])(
		'of too many chats the quietest is forgotten (%s): what was taken stays taken',
		(_, isRead) => {
			const positions = new Positions(BEGAN);
			const numbers = Array.from({ length: MAX_CHATS + 5 }, (__, at) => at + 1);
			for (const one of numbers) {
				const chatID = `c${one}`;
				positions.markReceived(messageOf(one, chatID));
				if (isRead) positions.markRead(chatID, 'a', String(one), BEGAN + one * 1_000);
			}
			expect(positions.chats.size).toBe(MAX_CHATS);
			expect([...positions.chats.keys()][0]).toBe('c6');
			for (const one of numbers) {
				expect(positions.isNew(messageOf(one, `c${one}`))).toBe(false);
				expect(positions.isNew(messageOf(one + 5_000, `c${one}`))).toBe(true);
				expect(positions.isBehind(chatOf(`c${one}`, one + 5_000))).toBe(true);
			}
		},
	);
});
