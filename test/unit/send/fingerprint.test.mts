import { hasFingerprint } from '../../../dist/nodes/shared/send/fingerprint.js';

const PHOTO = { fileName: 'photo.jpg', bytes: 500 };

describe('a message of the chat is the one that was sent', () => {
	test.each([
		['the same text', 'hi', 'hi', true],
		['Markdown that comes back as HTML', 'hi **you**', '<p>hi <strong>you</strong></p>', true],
		['HTML that was sent as a JSON string', '"<b>hi</b> you"', 'hi you', true],
		['brackets that are no tags', 'a <b> c', 'a <b> c', true],
		['an emoji', '🙂', '🙂', true],
		['another emoji', '🙂', '🙃', false],
		['another text', 'hi', 'bye', false],
		['no text', 'hi', undefined, false],
	])('%s', (_, sent, text, isIt) => {
		expect(hasFingerprint({ isSender: true, text }, { text: sent })).toBe(isIt);
	});

	test.each([
		['the same name', { fileName: 'photo.jpg', fileSize: 7 }, true],
		['the same size', { fileName: 'image', fileSize: 500 }, true],
		['neither name nor size reported', {}, true],
		['another name and size', { fileName: 'image', fileSize: 7 }, false],
		['another name, no size', { fileName: 'image' }, false],
		['no file', undefined, false],
	])('its file has %s', (_, attachment, isIt) => {
		const message = { isSender: true, text: '', attachments: attachment && [attachment] };
		expect(hasFingerprint(message, { text: '', file: PHOTO })).toBe(isIt);
	});

	test.each([
		['of somebody else', { isSender: false }],
		['refused by its network', { sendStatus: { status: 'FAIL_PERMANENT' } }],
		['with a file that was not sent', { attachments: [{}] }],
	])('not one %s', (_, more) => {
		const message = { isSender: true, text: 'hi', ...more };
		expect(hasFingerprint(message, { text: 'hi' })).toBe(false);
	});
});
