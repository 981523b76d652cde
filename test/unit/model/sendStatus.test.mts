import {
	isDelivered,
	isPending,
	isRefused,
	sendStatusOf,
} from '../../../dist/nodes/shared/model/sendStatus.js';

describe('the send status of a message', () => {
	test.each([
		[{ status: 'PENDING' }, true, false],
		[{ status: 'SUCCESS' }, false, false],
		[{ status: 'FAIL_RETRIABLE' }, false, true],
		[{ status: 'FAIL_PERMANENT' }, false, true],
		[{ status: null }, false, false],
		[{ status: 7 }, false, false],
		[{}, false, false],
		[null, false, false],
		[undefined, false, false],
	])('%j: pending %s, refused %s', (sendStatus, pending, refused) => {
		const message = { id: '1', sendStatus };
		expect([isPending(message), isRefused(message)]).toEqual([pending, refused]);
	});

	test('that is missing is read as an empty one', () => {
		expect(sendStatusOf({})).toEqual({});
		expect(sendStatusOf({ sendStatus: { reason: 'blocked' } })).toEqual({ reason: 'blocked' });
	});

	test.each([
		['nothing is reported', {}, null],
		['it is on no device yet', { sendStatus: { deliveredToUsers: [] } }, false],
		['it is on a device', { sendStatus: { deliveredToUsers: ['ann'] } }, true],
		['somebody has seen it', { seen: { ann: true }, sendStatus: { deliveredToUsers: [] } }, true],
		['it was seen', { seen: true }, true],
		['nobody has seen it', { seen: { ann: false } }, null],
		['it was not seen', { seen: false }, null],
	])('where %s', (_, message, delivered) => {
		expect(isDelivered(message)).toBe(delivered);
	});
});
