import type { Message } from '../../../dist/nodes/shared/model/message.js';
import { ANY_CHAT, SentLog } from '../../../dist/nodes/shared/send/sentLog.js';

const CHAT = '!chat:beeper.local';
const HI = { text: 'hi' };

/** An own message of the chat, written `ms` from now. */
const own = (id: string, ms = 0, more: Partial<Message> = {}): Message => ({
	id,
	chatID: CHAT,
	accountID: 'a',
	sortKey: id,
	timestamp: new Date(Date.now() + ms).toISOString(),
	isSender: true,
	text: 'hi',
	...more,
});

/** What `work` returns when the clock stands at a time (ms). */
function at<T>(time: number, work: () => T): T {
	const { now } = Date;
	Date.now = () => time;
	try {
		return work();
	} finally {
		Date.now = now;
	}
}

describe('a message whose answer was lost', () => {
	test('is the oldest one with its fingerprint, and belongs to one send only', () => {
		const log = new SentLog();
		const messages = [own('2'), own('1', -1_000), own('0', -2_000, { text: 'else' })];
		const find = () => log.findOwn(messages, HI, Date.now() - 5_000)?.id;
		expect([find(), find(), find()]).toEqual(['1', '2', undefined]);
	});

	test('is found although Beeper Trigger has recognized it', () => {
		const log = new SentLog();
		log.expect(CHAT, 'hi');
		expect(log.recognize(CHAT, '1', 'hi', Date.now())).toBe(true);
		expect(log.findOwn([own('1')], HI, Date.now())?.id).toBe('1');
	});

	test('is not the message of an accepted send, under its provisional or its final ID', () => {
		const log = new SentLog();
		log.accepted(CHAT, 'p', HI, true);
		expect(log.findOwn([own('p')], HI, Date.now())).toBeUndefined();
		log.resolved(CHAT, 'p', '1');
		expect(log.findOwn([own('1')], HI, Date.now())).toBeUndefined();
	});

	test('is not there while an equal send without a final ID may have written the one that is', () => {
		const log = new SentLog();
		log.accepted(CHAT, 'p', HI, true);
		expect(log.findOwn([own('1')], HI, Date.now())).toBeUndefined();
		expect(log.findOwn([own('1'), own('2', 1)], HI, Date.now())?.id).toBe('1');
	});

	test('is told from an equal one as soon as anybody has learned the final ID of that', () => {
		const log = new SentLog();
		log.accepted(CHAT, 'p', HI, true);
		log.resolved(CHAT, 'p', '1'); // Beeper Trigger does that, too
		expect(log.findOwn([own('1'), own('2', 1)], HI, Date.now())?.id).toBe('2');
	});

	test.each([
		['another text', { text: 'bye' }],
		['another file', { text: 'hi', file: { fileName: 'a.png', bytes: 1 } }],
	])('is there when the send without a final ID has %s', (_, fingerprint) => {
		const log = new SentLog();
		log.accepted(CHAT, 'p', fingerprint, true);
		expect(log.findOwn([own('1')], HI, Date.now())?.id).toBe('1');
	});

	test('stands in doubt also after Beeper Trigger has recognized the text of an accepted one', () => {
		const log = new SentLog();
		log.accepted(CHAT, 'p', HI, true);
		expect(log.recognize(CHAT, '1', 'hi', Date.now())).toBe(true);
		expect(log.findOwn([own('1')], HI, Date.now())).toBeUndefined();
	});

	test('does not count what Send and Wait says in the chat, whose outcome nobody follows', () => {
		const log = new SentLog();
		log.expect(CHAT, 'hi', 'p');
		expect(log.findOwn([own('1')], HI, Date.now())?.id).toBe('1');
	});

	test.each([
		[-60_000, true],
		[-60_001, false],
	])('may have been written %i ms before its request left: %s', (ms, isFound) => {
		const since = Date.now();
		const message = own('1', 0, { timestamp: new Date(since + ms).toISOString() });
		expect(new SentLog().findOwn([message], HI, since) !== undefined).toBe(isFound);
	});

	test('found once in the chat, is still found there when that is noted as final', () => {
		const log = new SentLog();
		log.resolved(CHAT, null, '1');
		expect(log.has(CHAT, '1')).toBe(false);
		expect(log.findOwn([own('1')], HI, Date.now())).toBeUndefined();
	});
});

describe('what Beeper Trigger learns of a message', () => {
	test('it is known by its provisional ID, then by both', () => {
		const log = new SentLog();
		log.accepted(CHAT, 'p', HI, true);
		expect([log.has(CHAT, 'p'), log.has('!other', 'p'), log.has(CHAT, '1')]).toEqual([
			true,
			false,
			false,
		]);
		log.resolved(CHAT, 'p', '1');
		expect([log.has(CHAT, 'p'), log.has(CHAT, '1'), log.isQuiet(CHAT)]).toEqual([true, true, true]);
	});

	test('of a Beeper that reports no final ID it is known by its text alone', () => {
		const log = new SentLog();
		log.accepted(CHAT, 'p', HI, false);
		expect([log.has(CHAT, 'p'), log.pendingIn(CHAT), log.isQuiet(CHAT)]).toEqual([
			false,
			[],
			false,
		]);
		expect(log.recognize(CHAT, '1', 'hi', Date.now())).toBe(true);
		expect([log.has(CHAT, '1'), log.isQuiet(CHAT)]).toEqual([true, true]);
	});

	test('seen under its provisional ID first, it is recognized under its final one too, once', () => {
		const log = new SentLog();
		log.accepted(CHAT, 'p', HI, false);
		const recognized = ['p', '1', '2'].map((id) => log.recognize(CHAT, id, 'hi', Date.now()));
		expect(recognized).toEqual([true, true, false]);
	});

	test('its final ID is waited for during a minute', () => {
		const log = new SentLog();
		log.accepted(CHAT, 'p', HI, true);
		expect(log.pendingIn(CHAT)).toEqual(['p']);
		const later = Date.now() + 61_000;
		expect(at(later, () => log.pendingIn(CHAT))).toEqual([]);
		expect(at(later, () => log.has(CHAT, 'p'))).toBe(true);
	});

	test('a text is recognized once per send, in its chat', () => {
		const log = new SentLog();
		log.expect(CHAT, 'Hi, **you**!');
		expect(log.recognize('!other', '1', 'hi you', Date.now())).toBe(false);
		expect(log.recognize(CHAT, '1', 'else', Date.now())).toBe(false);
		expect(log.recognize(CHAT, '1', 'hi you', Date.now())).toBe(true);
		expect(log.recognize(CHAT, '2', 'hi you', Date.now())).toBe(false);
	});

	test.each([
		[-300_000, false],
		[-299_999, true],
		[59_999, true],
		[60_000, false],
	])('written %i ms after its send was noted it is recognized: %s', (ms, isRecognized) => {
		const log = new SentLog();
		const noted = Date.now();
		at(noted, () => log.expect(CHAT, 'hi'));
		expect(log.recognize(CHAT, '1', 'hi', noted + ms)).toBe(isRecognized);
	});

	test.each([ANY_CHAT, '1234'])('a message to "%s" may appear in every chat', (chatID) => {
		const log = new SentLog();
		log.expect(chatID, 'hi');
		expect(log.isQuiet(CHAT)).toBe(false);
		expect(log.recognize(CHAT, '1', 'hi', Date.now())).toBe(true);
		expect(log.isQuiet(CHAT)).toBe(true);
	});

	test('a chat is not quiet while a send to it has no answer, which can be awaited', async () => {
		const log = new SentLog();
		let answer = () => {};
		const answered = new Promise<void>((resolve) => (answer = resolve));
		const sending = log.watch(CHAT, async () => {
			await answered;
			log.accepted(CHAT, 'p', HI, true);
			return 'answer';
		});
		expect([log.isQuiet(CHAT), log.isQuiet('!other')]).toEqual([false, true]);
		await log.whenAnswered('!other');
		expect(log.has(CHAT, 'p')).toBe(false);
		answer();
		await log.whenAnswered(CHAT);
		expect(log.has(CHAT, 'p')).toBe(true);
		expect(await sending).toBe('answer');
	});

	test('a send that fails ends quietly', async () => {
		const log = new SentLog();
		const fail = async () => await Promise.reject(new Error('refused'));
		await expect(log.watch(CHAT, fail)).rejects.toThrow('refused');
		expect(log.isQuiet(CHAT)).toBe(true);
	});
});

test('the newest 5,000 are kept of what was sent', () => {
	const log = new SentLog();
	for (let i = 0; i <= 5_000; i++) log.expect(CHAT, `text ${i}`, `p${i}`);
	expect([log.has(CHAT, 'p0'), log.has(CHAT, 'p1'), log.has(CHAT, 'p5000')]).toEqual([
		false,
		true,
		true,
	]);
});
