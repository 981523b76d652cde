import fc from 'fast-check';
import { omitEmpty } from '../../../dist/nodes/shared/values/omitEmpty.js';
import { toList } from '../../../dist/nodes/shared/values/list.js';
import { fillPath, PathError } from '../../../dist/nodes/shared/api/path.js';
import { isOlder } from '../../../dist/nodes/shared/api/version.js';

describe('fillPath', () => {
	test('any ID arrives as it was, as one segment', () => {
		const id = fc
			.string({ unit: 'binary', minLength: 1 })
			.filter((text) => text.trim() !== '' && text !== '.' && text !== '..');
		fc.assert(
			fc.property(id, id, (chatID, messageID) => {
				const path = fillPath(
					'/v1/chats/{chatID}/messages/{messageID}',
					(name) => ({ chatID, messageID })[name],
				);
				const segments = new URL(String(path), 'http://localhost').pathname
					.split('/')
					.map(decodeURIComponent);
				expect(segments).toEqual(['', 'v1', 'chats', chatID, 'messages', messageID]);
			}),
		);
	});

	test.each([
		['', 'empty'],
		['  ', 'empty'],
		['.', 'dots'],
		['..', 'dots'],
		['\ud83d', 'broken'],
	])('refuses %j, which no URL can carry (%s)', (id, reason) => {
		expect(fillPath('/v1/chats/{chatID}', () => id)).toEqual(
			new PathError('chatID', reason as PathError['reason']),
		);
	});
});

test('compact drops what is empty, at every depth, and keeps what says something', () => {
	expect(
		omitEmpty({
			a: '',
			b: undefined,
			c: [],
			d: { e: '' },
			f: null,
			g: false,
			h: 0,
			i: { j: 1, k: '' },
		}),
	).toEqual({ f: null, g: false, h: 0, i: { j: 1 } });
});

test.each([
	['a, b\nc', ['a', 'b', 'c']],
	[
		['a', 'b,c'],
		['a', 'b', 'c'],
	],
	['["a","b"]', ['a', 'b']],
	['[not json', ['[not json']],
	[undefined, []],
	['', []],
	[42, ['42']],
])('toList(%j)', (value, expected) => {
	expect(toList(value)).toEqual(expected);
});

test('versions compare by number, not by text', () => {
	expect(isOlder('4.2.557', '4.2.808')).toBe(true);
	expect(isOlder('4.10.0', '4.9.9')).toBe(false);
	expect(isOlder('4.2.808', '4.2.808')).toBe(false);
});
