import fc from 'fast-check';
import { Pending, type EventRef } from '../../../dist/nodes/BeeperTrigger/state/pending.js';

const refOf = (messageID: string): EventRef => ({
	event: 'message.received',
	chatID: 'c',
	messageID,
	revision: '',
	at: 7,
});

const step = fc.record({
	type: fc.constantFrom('add' as const, 'end' as const, 'write' as const),
	id: fc.constantFrom('1', '2', '3', '4'),
});

test('what is saved is what is pending, whatever was added and ended when', () => {
	fc.assert(
		fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
			const pending = new Pending([]);
			const expected = new Map<string, EventRef>();
			for (const { type, id } of steps) {
				if (type === 'add') {
					pending.add(id, refOf(id));
					expected.set(id, refOf(id));
				}
				if (type === 'end') {
					pending.remove(id);
					expected.delete(id);
				}
				if (type === 'write') {
					expect(JSON.parse(`[${pending.text}]`)).toEqual([...expected.values()]);
				}
			}
			expect(JSON.parse(`[${pending.text}]`)).toEqual([...expected.values()]);
			expect(pending.all()).toEqual([...expected.values()]);
		}),
	);
});
