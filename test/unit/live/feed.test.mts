import { dial, type Connection } from '../../../dist/nodes/shared/live/feed/connection.js';
import type { FeedEvent } from '../../../dist/nodes/shared/live/feed/event.js';
import { feed, type FeedOptions } from '../../../dist/nodes/shared/live/feed/feed.js';
import { parseFrame } from '../../../dist/nodes/shared/live/feed/frames.js';
import { backoffMs, PROVED_MS, QUIET_MS } from '../../../dist/nodes/shared/live/feed/policy.js';

/** One dial as a script tells it: refused with a reason, or open, with frames and an end. */
type Scripted =
	{ refused: string } | { frames: Array<object | string>; end: string; livesMs?: number };

const SUBSCRIBED = { type: 'subscriptions.updated', chatIDs: ['*'] };
const READY = { type: 'ready', version: 1, chatIDs: [] };

const upsert = (seq: number, id = `m${seq}`) => ({
	type: 'message.upserted',
	seq,
	ts: 1,
	chatID: 'c',
	ids: [id],
	entries: [{ id, chatID: 'c' }],
});

/** Plays dials one after the other, with a clock that only waits move; ends the feed after the last. */
function play(script: Scripted[], overrides: Partial<FeedOptions> = {}) {
	const stop = new AbortController();
	const waited: number[] = [];
	const sent: object[] = [];
	let clock = 0;
	let dials = 0;
	const connect: FeedOptions['connect'] = async (_address, _signal, take) => {
		const dial = script[dials++];
		if (!dial) {
			stop.abort();
			return { reason: 'stopped' };
		}
		if ('refused' in dial) return { reason: dial.refused };
		const over = Promise.withResolvers<void>();
		const connection = {
			reason: '',
			heard: 0,
			over: over.promise,
			send: (frame: object) => void sent.push(frame),
			close: (why: string) => {
				connection.reason ||= why;
				over.resolve();
			},
		};
		const speak = () => {
			for (const frame of dial.frames) {
				if (connection.reason) return;
				connection.heard++;
				const why = take(typeof frame === 'string' ? frame : JSON.stringify(frame));
				if (why) connection.close(why);
			}
			clock += dial.livesMs ?? 0;
			connection.close(dial.end);
		};
		// After the connection was given.
		setImmediate(speak);
		return connection satisfies Connection;
	};
	const events: FeedEvent[] = [];
	const over = feed({
		onEvent: (event) => void events.push(event),
		address: async () => ({ url: 'ws://beeper', headers: {} }),
		diagnose: async () => ({ reason: 'Beeper is not reachable' }),
		signal: stop.signal,
		random: () => 1,
		now: () => clock,
		connect,
		// Waits between dials pass at once; those that guard a dial or a quiet line never end by themselves.
		wait: async (ms, signal) => {
			if (signal === stop.signal) return void waited.push(ms);
			await new Promise((resolve) => signal.addEventListener('abort', resolve));
		},
		...overrides,
	});
	return { events: over.then(() => events), waited, sent, dials: () => dials };
}

const types = (events: FeedEvent[]) => events.map(({ type }) => type);

describe('feed', () => {
	test('subscribes to everything and passes events on, across a lost connection', async () => {
		const { events, sent } = play([
			{ frames: [READY, SUBSCRIBED, upsert(1)], end: 'dropped' },
			{ frames: [READY, SUBSCRIBED, upsert(1, 'm2')], end: 'dropped' },
		]);
		expect(types(await events)).toEqual([
			'connected',
			'message.upserted',
			'disconnected',
			'connected',
			'message.upserted',
			'disconnected',
		]);
		expect(sent).toEqual([
			{ type: 'subscriptions.set', requestID: 'all', chatIDs: ['*'] },
			{ type: 'subscriptions.set', requestID: 'all', chatIDs: ['*'] },
		]);
	});

	test('dials for ever with a wait that doubles up to 30 s', async () => {
		const { events, waited } = play(Array.from({ length: 9 }, () => ({ refused: 'no' })));
		await events;
		expect(waited).toEqual([1, 2, 4, 8, 16, 30, 30, 30, 30].map((s) => s * 1000));
	});

	test('a server that accepts and drops at once does not reset the wait', async () => {
		const dropping = { frames: [READY, SUBSCRIBED], end: 'dropped', livesMs: 100 };
		const { events, waited } = play([dropping, dropping, dropping]);
		await events;
		expect(waited).toEqual([1_000, 2_000, 4_000]);
	});

	test('a connection that proved itself does', async () => {
		const proved = { frames: [READY, SUBSCRIBED], end: 'dropped', livesMs: PROVED_MS };
		const { events, waited } = play([
			{ refused: 'no' },
			{ refused: 'no' },
			proved,
			{ refused: 'no' },
		]);
		await events;
		expect(waited).toEqual([1_000, 2_000, 1_000, 2_000]);
	});

	test('after a refused token it dials slowly', async () => {
		const diagnose = async () => ({ reason: 'token', isUnauthorized: true });
		const { events, waited } = play([{ refused: 'no' }], { diagnose });
		expect(await events).toEqual([
			{ type: 'disconnected', reason: 'token', isUnauthorized: true, retryInMs: 60_000 },
		]);
		expect(waited).toEqual([60_000]);
	});

	test('an address that cannot be had is an outage like any other', async () => {
		let asked = 0;
		const address = async () => {
			if (asked++ === 0) throw new Error('the credential is gone');
			return { url: 'ws://beeper', headers: {} };
		};
		const { events } = play([{ frames: [SUBSCRIBED], end: 'dropped' }], { address });
		const [first, second] = await events;
		expect(first).toMatchObject({ type: 'disconnected', reason: 'the credential is gone' });
		expect(second).toEqual({ type: 'connected' });
	});

	test('tells a gap in seq, before the event that revealed it', async () => {
		const { events } = play([{ frames: [SUBSCRIBED, upsert(1), upsert(4), upsert(5)], end: 'x' }]);
		const all = await events;
		expect(types(all)).toEqual([
			'connected',
			'message.upserted',
			'gap',
			'message.upserted',
			'message.upserted',
			'disconnected',
		]);
		expect(all[2]).toEqual({ type: 'gap', missing: 2 });
	});

	test('tells a gap before the first event of a connection', async () => {
		const { events } = play([{ frames: [SUBSCRIBED, upsert(3)], end: 'x' }]);
		expect((await events)[1]).toEqual({ type: 'gap', missing: 2 });
	});

	test('frames of every type count in seq, known or not', async () => {
		const unknown = (seq: number) => ({ type: 'app.state.updated', seq, state: 'ready' });
		const frames = [SUBSCRIBED, unknown(1), upsert(2), unknown(3), unknown(4), upsert(5)];
		const { events } = play([{ frames, end: 'x' }]);
		expect(types(await events)).not.toContain('gap');
		const { events: withGap } = play([
			{ frames: [SUBSCRIBED, upsert(1), unknown(4), upsert(5)], end: 'x' },
		]);
		expect(types(await withGap)).toEqual([
			'connected',
			'message.upserted',
			'gap',
			'unknown',
			'message.upserted',
			'disconnected',
		]);
	});

	test('survives frames that are no JSON, no object, or of an unknown type', async () => {
		const { events } = play([
			{ frames: [SUBSCRIBED, '{', '[]', '7', { type: 'message.stream' }, upsert(1)], end: 'x' },
		]);
		expect(types(await events)).toEqual([
			'connected',
			'unknown',
			'unknown',
			'unknown',
			'unknown',
			'message.upserted',
			'disconnected',
		]);
	});

	describe('probes a quiet connection', () => {
		const PING = 'ping';
		const SET = 'subscriptions.set';

		/** The commands sent in so many quiet times (the answer to the first command ends one) on a connection that answers `answered`, or ends at `endsAt`, until its first end. */
		async function probed(rounds: number, answered: string[], endsAt?: string) {
			const sent: string[] = [];
			const stop = new AbortController();
			const waits: number[] = [];
			let quiet = 0;
			const connect = async (): Promise<Connection> => {
				const ended = Promise.withResolvers<void>();
				const connection = {
					reason: '',
					heard: 0,
					over: ended.promise,
					send: (frame: object) => {
						const { type } = frame as { type: string };
						sent.push(type);
						if (answered.includes(type)) connection.heard++;
						if (type === endsAt) connection.close('closed with 1008');
					},
					close: (why: string) => {
						connection.reason ||= why;
						ended.resolve();
					},
				};
				return connection;
			};
			const { events } = play([], {
				signal: stop.signal,
				connect,
				wait: async (ms, signal) => {
					if (signal.aborted) return;
					waits.push(ms);
					if (ms === QUIET_MS && ++quiet > rounds) stop.abort();
					// What the other end does reaches this side before the wait is over.
					await new Promise(setImmediate);
				},
			});
			return { events: await events, sent, waits };
		}

		test('and gives it up when nothing comes back, within ten seconds', async () => {
			const { events, sent, waits } = await probed(1, []);
			expect(events[0]).toMatchObject({ type: 'disconnected', reason: 'no answer to a probe' });
			expect(sent.slice(0, 3)).toEqual([SET, PING, SET]);
			const answers = waits.slice(waits.indexOf(QUIET_MS) + 1).filter((ms) => ms < 10_000);
			expect(answers.slice(0, 2)).toEqual([5_000, 5_000]);
		});

		test('with a command that Beeper refuses, which leaves the subscription alone', async () => {
			const { sent } = await probed(4, [PING, SET]);
			expect(sent).toEqual([SET, PING, PING, PING]);
		});

		test('with the subscription, where no such command is answered', async () => {
			const { sent } = await probed(4, [SET]);
			expect(sent).toEqual([SET, PING, SET, SET, SET]);
		});

		test('with the subscription, where such a command ends the connection', async () => {
			const { sent, events } = await probed(4, [SET], PING);
			expect(sent).toEqual([SET, PING, SET, SET]);
			expect(types(events)).toEqual(['disconnected']);
		});
	});

	test('stopping while it waits ends it, without another dial', async () => {
		const stop = new AbortController();
		const { events, dials } = play([{ refused: 'no' }, { refused: 'no' }], {
			signal: stop.signal,
			wait: async (_, signal) => {
				if (signal === stop.signal) stop.abort();
			},
		});
		expect(types(await events)).toEqual(['disconnected']);
		expect(dials()).toBe(1);
	});
});

describe('parseFrame', () => {
	test('ids and entries complete each other', () => {
		const frame = {
			type: 'message.upserted',
			chatID: 'c',
			ids: ['a', 'b'],
			entries: [{ id: 'b' }, { id: 'c' }, 'junk'],
		};
		expect(parseFrame(JSON.stringify(frame))).toEqual({
			type: 'message.upserted',
			chatID: 'c',
			seq: undefined,
			ids: ['a', 'b', 'c'],
			entries: [{ id: 'b' }, { id: 'c' }],
		});
	});

	test('a frame without entries has none', () => {
		const frame = {
			type: 'message.upserted',
			chatID: 'c',
			seq: 3,
			ts: '2026-01-01T00:00:00Z',
			ids: ['a'],
		};
		expect(parseFrame(JSON.stringify(frame))).toMatchObject({ ids: ['a'], entries: [], seq: 3 });
	});
});

test('the wait between dials has jitter of up to half', () => {
	expect(backoffMs(1, () => 0)).toBe(500);
	expect(backoffMs(100, () => 0)).toBe(15_000);
	expect(backoffMs(100, () => 1)).toBe(30_000);
});

describe('dial', () => {
	test('gives a reason without the token where no header can carry it', async () => {
		const headers = { Authorization: 'Bearer canary\nhalf' };
		const { signal } = new AbortController();
		const refused = await dial({ url: 'ws://127.0.0.1:9/', headers }, signal, () => undefined);
		expect(refused.reason).toContain('a character that cannot be sent');
		expect(refused.reason).not.toContain('canary');
	});
});
