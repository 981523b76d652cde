import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';
import type { Message } from '../../../dist/nodes/shared/model/message.js';
import { Memory } from '../../../dist/nodes/BeeperTrigger/state/memory.js';
import { identityOf, type EventRef } from '../../../dist/nodes/BeeperTrigger/state/pending.js';

const BEGAN = Date.parse('2026-11-20T10:00:00Z');

const messageOf = (number: number, chatID = 'c'): Message => ({
	id: `${chatID}-${number}`,
	chatID,
	accountID: 'a',
	timestamp: new Date(BEGAN + number * 1_000).toISOString(),
	sortKey: String(number),
});

const refOf = (messageID: string, chatID = 'c'): EventRef => ({
	event: 'message.received',
	chatID,
	messageID,
	revision: '',
});

/** What n8n has saved, as it comes back from its database. */
const saved = (data: IDataObject) => JSON.parse(JSON.stringify(data)) as IDataObject;

/** Everything about the positions that matters after a restart. */
const standing = ({ positions }: Memory) => ({
	mark: positions.mark,
	accounts: Object.fromEntries(positions.accounts),
	// Whether a chat was read is not saved: after a restart it has to be read again.
	chats: [...positions.chats].map(([id, { above, isRead: _, ...rest }]) => ({
		id,
		...rest,
		above: Object.fromEntries(above),
	})),
});

const CHATS = ['c', 'd'];
const MOST = 40;

/** What happens, and how often: a message comes that is wanted or not, one that waits is told, and so on. */
const step = fc.record({
	type: fc.oneof(
		{ weight: 10, arbitrary: fc.constant('comes' as const) },
		{ weight: 8, arbitrary: fc.constant('told' as const) },
		...(['dropped', 'read', 'write', 'restart'] as const).map((type) => ({
			weight: 1,
			arbitrary: fc.constant(type),
		})),
	),
	chatID: fc.constantFrom('c', 'c', 'c', 'd'),
	number: fc.integer({ min: 1, max: MOST }),
});

describe('what a trigger remembers', () => {
	test('survives restarts: what was told is not told again, what was not is not lost', () => {
		fc.assert(
			fc.property(fc.array(step, { maxLength: 150, size: 'max' }), (steps) => {
				const data: IDataObject = {};
				let memory = new Memory(data, BEGAN);
				memory.write();
				let database = saved(data);
				// As of now, and as of what n8n has saved.
				let told = new Set<string>();
				let savedTold = new Set<string>();
				let untold: Message[] = [];
				let savedUntold: Message[] = [];
				const isNew = (message: Message) => memory.positions.isNew(message);
				const take = (message: Message, isWanted = true) => {
					if (!isNew(message)) return;
					memory.positions.markReceived(message);
					if (isWanted) {
						memory.beginEmitting(message.chatID, message.id);
						untold.push(message);
					} else told.add(message.id);
				};
				const tell = (message: Message) => {
					memory.positions.markEmitted(message);
					memory.endEmitting(message.chatID, message.id);
					told.add(message.id);
					untold = untold.filter((one) => one !== message);
				};
				const write = () => {
					memory.write();
					database = saved(data);
					savedTold = new Set(told);
					savedUntold = untold;
				};
				for (const { type, chatID, number } of steps) {
					const message = messageOf(number, chatID);
					if (type === 'comes') take(message);
					if (type === 'dropped') take(message, false);
					if (type === 'told' && untold.length > 0) {
						tell(untold[number % untold.length]);
						write();
					}
					if (type === 'write') write();
					if (type === 'read') {
						// Noted in the queue of the chat: after everything in it was told.
						for (let one = 1; one <= number; one++) take(messageOf(one, chatID));
						for (const one of untold.filter((other) => other.chatID === chatID)) tell(one);
						const at = BEGAN + number * 1_000;
						memory.positions.markRead(chatID, 'a', String(number), at);
						write();
					}
					if (type === 'restart') {
						for (const key of Object.keys(data)) delete data[key];
						Object.assign(data, database);
						memory = new Memory(data, BEGAN + 3_600_000);
						expect(memory.isFirst).toBe(false);
						told = new Set(savedTold);
						untold = [];
						expect(savedUntold.every(isNew)).toBe(true);
					}
					const wrong: string[] = [];
					const waiting = new Set(untold.map(({ id }) => id));
					for (const id of CHATS) {
						const readTo = Number(memory.positions.chats.get(id)?.readTo || 0);
						for (let one = 1; one <= MOST; one++) {
							const each = messageOf(one, id);
							const isHad = told.has(each.id) || waiting.has(each.id);
							const isRight = isHad
								? !isNew(each)
								: one > readTo
									? isNew(each)
									: memory.positions.isLateArrival(each);
							if (!isRight) wrong.push(each.id);
						}
					}
					expect(wrong).toEqual([]);
				}
			}),
			{ numRuns: 60 },
		);
	});

	test('comes back as it was', () => {
		const data: IDataObject = {};
		const memory = new Memory(data, BEGAN);
		memory.positions.addAccount('a', BEGAN - 5);
		memory.positions.begin('begun', 'a', '7', BEGAN - 60_000);
		for (const number of [3, 1, 2]) memory.positions.markReceived(messageOf(number));
		memory.positions.markRead('d', 'a', '9', BEGAN + 9_000);
		memory.pending.add(identityOf(refOf('1')), refOf('1'));
		memory.emittedAt = BEGAN + 5;
		memory.sweptAt = BEGAN + 6;
		memory.write();
		const copy = saved(data);
		const again = new Memory(copy, BEGAN + 99_999);
		expect(standing(again)).toEqual(standing(memory));
		expect(again.pending.all()).toEqual([expect.objectContaining(refOf('1'))]);
		expect([again.emittedAt, again.sweptAt, again.isFirst]).toEqual([BEGAN + 5, BEGAN + 6, false]);
		// And what comes after is written on top of it.
		again.positions.markReceived(messageOf(4));
		again.write();
		expect(new Memory(saved(copy), 0).positions.isNew(messageOf(4))).toBe(false);
	});

	test('what is received while nothing is emitted is saved, however much it is', () => {
		const data: IDataObject = {};
		const memory = new Memory(data, BEGAN);
		const all = [messageOf(1, 'c'), messageOf(1, 'd')];
		for (const message of all) memory.positions.markReceived(message);
		memory.write();
		// As many as are saved together, twice.
		for (const chatID of CHATS) {
			for (let number = 2; number <= 1_001; number++) all.push(messageOf(number, chatID));
		}
		for (const message of all.slice(2)) memory.positions.markReceived(message);
		memory.write();
		const again = new Memory(saved(data), 0);
		expect(standing(again)).toEqual(standing(memory));
		expect(all.filter((message) => again.positions.isNew(message))).toEqual([]);
	});

	test('emitted events stay until their execution exists; of too many the oldest go', () => {
		const data: IDataObject = {};
		const memory = new Memory(data, BEGAN);
		for (let at = 0; at < 250; at++) memory.pending.add(identityOf(refOf(`${at}`)), refOf(`${at}`));
		memory.pending.remove(identityOf(refOf('249')));
		memory.write();
		const pending = new Memory(saved(data), 0).pending.all();
		expect(pending).toHaveLength(199);
		expect(pending[0]).toEqual(expect.objectContaining(refOf('50')));
	});

	test.each([
		['nothing', {}],
		['a later version', { base: '{"v":2,"chats":{"c":["9",0,0,"9"]}}', recent: '{"v":2}' }],
		['half a text', { base: '{"v":1,"mark":5', recent: '{"v":1,' }],
		['another type', { base: 7, recent: ['x'] }],
		['null', { base: 'null', recent: 'null' }],
		['a list', { base: '[]', recent: '[]' }],
	])('begins anew where there is %s', (_, data: IDataObject) => {
		const memory = new Memory(data, BEGAN);
		expect([memory.isFirst, memory.emittedAt]).toEqual([true, BEGAN]);
		expect(standing(memory)).toEqual({ mark: BEGAN, accounts: {}, chats: [] });
		memory.write();
		expect(new Memory(saved(data), 0).isFirst).toBe(false);
	});

	const roomOf = (at: number) =>
		`!whatsapp_1203630000${String(at).padStart(8, '0')}:ba_Kx7dQm2sVhT0aLw9.local-whatsapp.localhost`;
	const idOf = (at: number) => String(10n ** 19n + BigInt(at));

	/** What n8n saves of so many chats, each with a few messages that came over the feed. */
	function filled(chats: number, messages: number, pending: number) {
		const data: IDataObject = {};
		const memory = new Memory(data, BEGAN);
		for (let at = 0; at < chats; at++) {
			const activity = BEGAN + at * 1_000;
			memory.positions.begin(
				roomOf(at),
				'local-whatsapp_ba_Kx7dQm2sVhT0aLw9',
				'821744079',
				activity,
			);
			for (let one = 0; one < messages; one++) {
				const message = {
					...messageOf(at, roomOf(at)),
					id: idOf(at * 100 + one),
					sortKey: String(821744080 + one),
				};
				memory.positions.markReceived(message);
				memory.beginEmitting(message.chatID, message.id);
				memory.positions.markEmitted(message);
				memory.endEmitting(message.chatID, message.id);
			}
		}
		for (let at = 0; at < pending; at++) {
			const ref = refOf(idOf(at), roomOf(at));
			memory.pending.add(identityOf(ref), ref);
		}
		memory.write();
		return { size: JSON.stringify(data).length, memory, data };
	}

	test('of 2,000 busy chats and 200 events it is less than 256 kB, and the quietest are forgotten', () => {
		const { size, data } = filled(2_000, 3, 200);
		expect(size).toBeLessThan(256_000);
		const { chats, mark } = new Memory(saved(data), 0).positions;
		expect(chats.size).toBeGreaterThan(500);
		expect(chats.has(roomOf(1_999))).toBe(true);
		expect(chats.has(roomOf(0))).toBe(false);
		expect(mark).toBe(BEGAN + (1_999 - chats.size) * 1_000);
	});

	test('of 2,000 chats and a storm in one of them it stays less than 256 kB at every event', () => {
		const { memory, data } = filled(2_000, 1, 200);
		for (let one = 1; one <= 300; one++) {
			const message = {
				...messageOf(one, roomOf(1_999)),
				id: idOf(one),
				sortKey: `${821750000 + one}`,
			};
			memory.positions.markReceived(message);
			memory.beginEmitting(message.chatID, message.id);
			memory.endEmitting(message.chatID, message.id);
			memory.write();
			expect(JSON.stringify(data).length).toBeLessThan(256_000);
		}
	});

	test('of a hundred chats it is less than 32 kB', () => {
		expect(filled(100, 2, 5).size).toBeLessThan(32_000);
	});
});
