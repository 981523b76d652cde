import fc from 'fast-check';
import { ChatMirror } from '../../../dist/nodes/shared/live/mirror/chats.js';
import type { Chat } from '../../../dist/nodes/shared/model/chat.js';

const chatOf = (fields: object): Chat => ({ id: 'c', accountID: 'a', ...fields });
const people = (...ids: string[]) => ({
	items: ids.map((id) => ({ id, fullName: `${id}, whatever` })),
	hasMore: false,
	total: ids.length,
});

/** The fields that make an update, as answers of some Beeper may or may not carry them. */
const state = fc.record(
	{
		title: fc.constantFrom('Hike', 'Hike 2'),
		description: fc.constantFrom(null, 'Boots on'),
		imgURL: fc.constantFrom(null, 'mxc://1'),
		isArchived: fc.boolean(),
		isMuted: fc.boolean(),
		isPinned: fc.boolean(),
		isLowPriority: fc.boolean(),
		isReadOnly: fc.boolean(),
		messageExpirySeconds: fc.constantFrom(null, 60),
		isMarkedUnread: fc.boolean(),
		reminder: fc.constantFrom(null, { remindAt: '2026-11-20T10:00:00Z' }),
		labels: fc.constantFrom([], [{ id: 'l', name: 'Work' }]),
		members: fc.shuffledSubarray(['@mara', '@jonas', '@robin']),
		// What is no update.
		unreadCount: fc.nat({ max: 3 }),
		lastActivity: fc.constantFrom('2026-11-20T10:00:00Z', '2026-11-20T11:00:00Z'),
	},
	{ requiredKeys: [] },
);

const COMPARED = [
	'title',
	'description',
	'imgURL',
	'isArchived',
	'isMuted',
	'isPinned',
	'isLowPriority',
	'isReadOnly',
	'messageExpirySeconds',
	'isMarkedUnread',
	'reminder',
	'labels',
	'members',
] as const;

describe('what is known of chats', () => {
	test('tells exactly what changed, and what it was, for any answers in any order', () => {
		const seen = fc.record({ state, asOf: fc.nat({ max: 10 }) });
		fc.assert(
			fc.property(fc.array(seen, { minLength: 1, maxLength: 12, size: 'max' }), (all) => {
				const mirror = new ChatMirror();
				const known = new Map<string, unknown>([['labels', []]]);
				let newest = -1;
				let isFirst = true;
				for (const { state: given, asOf } of all) {
					const { members, ...fields } = given;
					const chat = chatOf({ ...fields, ...(members && { participants: people(...members) }) });
					const told = mirror.observe(chat, asOf);
					if (asOf < newest) {
						expect(told).toBeUndefined();
						continue;
					}
					newest = asOf;
					const changed = new Map<string, unknown>();
					for (const name of COMPARED) {
						const value = name === 'members' ? members?.toSorted() : given[name];
						if (value === undefined) continue;
						const field = name === 'members' ? 'participants' : name;
						const before = known.get(field);
						if (known.has(field) && JSON.stringify(before) !== JSON.stringify(value)) {
							changed.set(field, before);
						}
						known.set(field, value);
					}
					if (isFirst || changed.size === 0) expect(told).toBeUndefined();
					else {
						expect(new Set(told?.changed)).toEqual(new Set(changed.keys()));
						expect(told?.previous).toEqual(Object.fromEntries(changed));
					}
					isFirst = false;
				}
			}),
			{ numRuns: 500 },
		);
	});

	test('takes a part of the participants by their number', () => {
		const mirror = new ChatMirror();
		const part = (first: string, total: number) =>
			chatOf({ participants: { items: [{ id: first }], hasMore: true, total } });
		expect(mirror.observe(part('@mara', 40), 1)).toBeUndefined();
		expect(mirror.observe(part('@jonas', 40), 2)).toBeUndefined();
		expect(mirror.observe(part('@jonas', 41), 3)).toEqual({
			changed: ['participants'],
			previous: { participants: 40 },
		});
	});

	test('adds up what answers say, and forgets a chat once', () => {
		const mirror = new ChatMirror();
		mirror.observe(chatOf({ title: 'Hike', isMuted: true }), 1);
		mirror.observe(chatOf({ title: 'Hike 2' }), 2);
		expect(mirror.get('c')).toEqual(chatOf({ title: 'Hike 2', isMuted: true }));
		expect([mirror.has('c'), mirror.asOf('c'), [...mirror.ids()]]).toEqual([true, 2, ['c']]);
		expect(mirror.remove('c')).toMatchObject({ title: 'Hike 2' });
		expect(mirror.remove('c')).toBeUndefined();
		expect(mirror.has('c')).toBe(false);
	});

	test('remembers ten thousand chats, and no more', () => {
		const mirror = new ChatMirror();
		for (let at = 0; at <= 10_000; at++) mirror.observe({ id: `${at}`, accountID: 'a' }, at);
		expect([mirror.has('0'), mirror.has('1'), mirror.has('10000')]).toEqual([false, true, true]);
	});
});
