import { Attempt, Attempts } from '../../../dist/nodes/shared/send/attempts.js';
import { attemptsOf, sentLogOf } from '../../../dist/nodes/shared/send/processState.js';

test('one Beeper has one state, however its address is spelled; another one has its own', () => {
	const log = sentLogOf('http://localhost:23373');
	expect(sentLogOf('http://127.0.0.1:23373')).toBe(log);
	expect(sentLogOf('http://localhost:23374')).not.toBe(log);
	expect(attemptsOf('http://127.0.0.1:23373')).toBe(attemptsOf('http://localhost:23373'));
});

test('of more than 50 Beepers the one that was used longest ago is dropped', () => {
	const url = (port: number) => `http://many:${port}`;
	const logs = Array.from({ length: 50 }, (_, i) => sentLogOf(url(i)));
	sentLogOf(url(0));
	sentLogOf(url(50));
	expect(sentLogOf(url(0))).toBe(logs[0]);
	expect(sentLogOf(url(2))).toBe(logs[2]);
	expect(sentLogOf(url(1))).not.toBe(logs[1]);
});

test('many items drop no idempotency key', () => {
	const attempts = new Attempts();
	const keyed = new Attempt(true);
	attempts.keep('key', 'k', keyed);
	for (let i = 0; i <= 5_000; i++) attempts.keep('item', String(i), new Attempt());
	expect(attempts.get('key', 'k')).toBe(keyed);
	expect(attempts.get('item', '0')).toBeUndefined();
	expect(attempts.get('item', '5000')).toBeDefined();
});

test('an attempt that is used again is kept as the newest', () => {
	const attempts = new Attempts();
	const first = new Attempt();
	attempts.keep('item', 'first', first);
	for (let i = 0; i < 4_999; i++) attempts.keep('item', String(i), new Attempt());
	attempts.keep('item', 'first', first);
	attempts.keep('item', 'last', new Attempt());
	expect(attempts.get('item', 'first')).toBe(first);
	expect(attempts.get('item', '0')).toBeUndefined();
});
