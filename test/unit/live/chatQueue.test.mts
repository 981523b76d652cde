import fc from 'fast-check';
import type { ChangedIDs, UpsertedMessages } from '../../../dist/nodes/shared/live/feed/frames.js';
import type { Message } from '../../../dist/nodes/shared/model/message.js';
import { Directory } from '../../../dist/nodes/shared/live/hub/directory.js';
import { LogicalClock } from '../../../dist/nodes/shared/live/hub/logicalClock.js';
import { ChatQueue, type MessageHandlers } from '../../../dist/nodes/shared/live/hub/chatQueue.js';
import { fastTime } from '../../integration/time.mts';

const messageOf = (number: number, text = `${number}`): Message => ({
	id: `m${number}`,
	chatID: 'c',
	accountID: 'a',
	timestamp: new Date(Date.UTC(2026, 10, 20) + number * 1_000).toISOString(),
	sortKey: String(number),
	text,
});

const upsert = (...messages: Message[]): UpsertedMessages => ({
	type: 'message.upserted',
	chatID: 'c',
	seq: undefined,
	ts: undefined,
	ids: messages.map(({ id }) => id),
	entries: messages,
});

const bare = (...ids: string[]): UpsertedMessages => ({ ...upsert(), ids });

const deletion = (id: string): ChangedIDs => ({
	type: 'message.deleted',
	chatID: 'c',
	seq: undefined,
	ts: undefined,
	ids: [id],
});

/** What Beeper's list of accounts says. */
const ACCOUNTS = {
	status: 200,
	headers: {},
	body: [{ accountID: 'a' }],
};

/** A directory that knows the account of all messages. */
function knowing() {
	const directory = new Directory({ getOnce: async () => ACCOUNTS });
	directory.learnAccounts(ACCOUNTS.body);
	return directory;
}

/** A queue, and what came out of it: `live 1`, `read 2`, `gone m3`. */
function lined(overrides: Partial<MessageHandlers> = {}, directory = knowing()) {
	const out: string[] = [];
	const errors: string[] = [];
	const stop = new AbortController();
	const clock = new LogicalClock();
	const seen = new Map<string, number>();
	const onError = ({ message }: Error) => void errors.push(message);
	const line = new ChatQueue(
		'c',
		{ signal: stop.signal, directory, onError },
		{
			observe: ({ id, text }, asOf, source) => {
				// As the mirror does: what shows an earlier moment is old news.
				if ((seen.get(id) ?? -1) > asOf) return;
				seen.set(id, asOf);
				out.push(`${source} ${String(text)}`);
			},
			deleted: (_, id, asOf) => {
				seen.set(id, asOf);
				out.push(`gone ${id}`);
			},
			isUnseen: (_, id) => !seen.has(id),
			isKnownAsOf: (_, id, asOf) => (seen.get(id) ?? -1) >= asOf,
			fetch: async () => undefined,
			...overrides,
		},
	);
	const push = (frame: UpsertedMessages | ChangedIDs) =>
		line.enqueue({ frame, asOf: clock.tick() });
	/** Lets everything that waits for nothing happen. */
	const settled = async () => {
		for (let turn = 0; turn < 20; turn++) await Promise.resolve();
	};
	return { line, push, out, errors, stop, clock, settled };
}

describe('the line of a chat', () => {
	test('takes frames at once, in the order in which they came', () => {
		const { push, out, line } = lined();
		push(upsert(messageOf(2), messageOf(1)));
		push(deletion('m2'));
		push(upsert(messageOf(3)));
		expect(out).toEqual(['live 2', 'live 1', 'gone m2', 'live 3']);
		expect(line.isIdle).toBe(true);
	});

	test('what comes after a message that has to be asked for waits for it', async () => {
		const asked = Promise.withResolvers<{ message: Message; asOf: number }>();
		const { push, out, line, settled } = lined({ fetch: async () => await asked.promise });
		push(bare('m1'));
		push(upsert(messageOf(2)));
		await settled();
		expect([out, line.isIdle]).toEqual([[], false]);
		asked.resolve({ message: messageOf(1), asOf: 1.5 });
		await settled();
		expect(out).toEqual(['live 1', 'live 2']);
	});

	test('a message that cannot be had, or worked with, costs no other', async () => {
		const fails = new Set(['2']);
		const { push, out, errors, settled } = lined({
			observe: ({ text }) => {
				if (fails.has(String(text))) throw new Error(`cannot take ${String(text)}`);
				out.push(`${String(text)}`);
			},
		});
		push(bare('m1'));
		for (const number of [2, 3]) push(upsert(messageOf(number)));
		await settled();
		expect([out, errors]).toEqual([['3'], ['cannot take 2']]);
	});

	test('held back, it lets nothing through until it is released, then everything in order', async () => {
		const { push, out, line, settled } = lined();
		expect([line.hold(), line.hold()]).toEqual([true, false]);
		push(upsert(messageOf(1)));
		push(deletion('m1'));
		push(upsert(messageOf(2)));
		await settled();
		expect(out).toEqual([]);
		line.release();
		await settled();
		expect(out).toEqual(['live 1', 'gone m1', 'live 2']);
		expect(line.isIdle).toBe(true);
	});

	test('lets nothing through after the end', async () => {
		const { push, out, line, stop, settled } = lined();
		line.hold();
		push(upsert(messageOf(1)));
		stop.abort();
		line.release();
		await settled();
		expect(out).toEqual([]);
	});

	test('merges what was read with what was held back, each once, in the order of the chat', async () => {
		const numbers = fc.uniqueArray(fc.integer({ min: 1, max: 20 }), { maxLength: 10 });
		await fc.assert(
			fc.asyncProperty(numbers, numbers, async (inFrames, inPages) => {
				const { line, push, out, clock, settled } = lined();
				line.hold();
				for (const number of inFrames) push(upsert(messageOf(number)));
				const read = inPages.toSorted((a, b) => a - b).map((number) => messageOf(number));
				await line.merge(read, clock.now());
				await settled();
				const all = [...new Set([...inFrames, ...inPages])].sort((a, b) => a - b);
				const expected = all.map((number) =>
					inFrames.includes(number) ? `live ${number}` : `read ${number}`,
				);
				expect(out.slice(0, all.length)).toEqual(expected);
				// The frames themselves, and what was read of the same: repeats, which change nothing.
				const rest = out.slice(all.length).map((one) => Number(one.split(' ')[1]));
				expect(rest.every((number) => inFrames.includes(number))).toBe(true);
				expect(line.isIdle).toBe(true);
			}),
			{ numRuns: 200 },
		);
	});

	test('tells every state of a message that frames held back brought, then what was read if it is newer', async () => {
		const { line, push, out, clock, settled } = lined();
		line.hold();
		push(upsert(messageOf(1, 'first')));
		push(upsert(messageOf(1, 'second')));
		await line.merge([messageOf(1, 'third')], clock.now());
		await settled();
		expect(out).toEqual(['live first', 'live first', 'live second', 'read third']);
	});

	test('what was asked for before a frame came is older than it', async () => {
		const { line, push, out, clock, settled } = lined();
		line.hold();
		const asOf = clock.now();
		push(upsert(messageOf(1, 'newer')));
		await line.merge([messageOf(1, 'older')], asOf);
		await settled();
		expect(out.at(-1)).toBe('live newer');
		expect(out).not.toContain('read older');
	});

	test('asks for an account that is not known before it takes a message of it', async () => {
		const asked = Promise.withResolvers<void>();
		const getOnce = async () => {
			await asked.promise;
			return ACCOUNTS;
		};
		const { push, out, settled } = lined({}, new Directory({ getOnce }));
		push(upsert(messageOf(1)));
		await settled();
		expect(out).toEqual([]);
		asked.resolve();
		await settled();
		push(upsert(messageOf(2)));
		expect(out).toEqual(['live 1', 'live 2']);
	});

	test('has patience for ten seconds', async () => {
		using _ = fastTime(100);
		const { line, push, out, settled } = lined();
		line.hold();
		const begun = Date.now();
		push(upsert(messageOf(1)));
		while (out.length === 0) await new Promise((resolve) => setTimeout(resolve, 50));
		expect(Date.now() - begun).toBeGreaterThan(9_500);
		await settled();
		expect(line.isIdle).toBe(true);
	}, 30_000);
});
