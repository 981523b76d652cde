import { BoundedMap, BoundedSet } from '../../../dist/nodes/shared/values/bounded.js';

test('a bounded map drops what was added first, and a key that is set again keeps its place', () => {
	const map = new BoundedMap<string, number>(2);
	map.set('a', 1).set('b', 2).set('a', 3).set('c', 4);
	expect([...map]).toEqual([
		['b', 2],
		['c', 4],
	]);
});

test('a bounded set drops what was added first', () => {
	const set = new BoundedSet<string>(2);
	set.add('a').add('b').add('a').add('c');
	expect([...set]).toEqual(['b', 'c']);
});
