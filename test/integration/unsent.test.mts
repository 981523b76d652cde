import type { IBinaryKeyData, INodeParameters } from 'n8n-workflow';
import type { Desktop } from '../double/driver.mts';
import { start } from '../double/start.mts';
import { storeBinary } from '../engine/index.mts';
import { byID, FRIEND, itemsOf, runBeeper, sendText } from './given.mts';

const UPDATE = 'PATCH /v1/chats/{chatID}';
const SEND = 'POST /v1/chats/{chatID}/messages';

const png = async (fileName: string) =>
	await storeBinary(Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), {
		mimeType: 'image/png',
		fileName,
	});

/** Runs message: send for one item, with files or without. */
async function send(
	desktop: Desktop,
	text: string,
	options: INodeParameters,
	{ chat = FRIEND, files = {} as IBinaryKeyData, type = 'auto', node = {} } = {},
) {
	const binaryPropertyName = Object.keys(files).join();
	const parameters = {
		...sendText(desktop.chat(chat).id, options),
		...(binaryPropertyName && { attachments: { values: [{ binaryPropertyName, type }] } }),
	};
	return await runBeeper(desktop, parameters, { items: [{ json: { text }, binary: files }], node });
}

/** How an item differs from a text to the friend. */
interface Kind {
	chat?: string;
	hasFile?: boolean;
	type?: string;
	mimeType?: string;
}

const wrote = ({ requests }: Desktop) => requests.filter(({ method }) => method !== 'GET');

describe('"Save as Draft"', () => {
	const draft = { draft: true };

	test('puts the text into the chat’s draft and sends nothing', async () => {
		await using desktop = await start();
		const before = desktop.messages(FRIEND).length;
		const result = await send(desktop, 'See **you**', draft);
		expect(result.error).toBeUndefined();
		expect(desktop.chat(FRIEND).draft).toMatchObject({ text: 'See <strong>you</strong>' });
		expect(desktop.messages(FRIEND)).toHaveLength(before);
		expect(wrote(desktop).map(({ route }) => route)).toEqual([UPDATE]);
		expect(result.json('Beeper')).toEqual([
			expect.objectContaining({
				chatID: desktop.chat(FRIEND).id,
				messageID: null,
				isPending: false,
				isDraft: true,
				isRepeat: false,
				plainText: 'See you',
				draft: desktop.chat(FRIEND).draft,
			}),
		]);
	});

	test('all files go into the one draft, with what is said of them', async () => {
		await using desktop = await start();
		const files = { a: await png('a.png'), b: await png('b.png') };
		await send(desktop, 'Two', draft, { files, type: 'gif' });
		const attachments = Object.values(desktop.chat(FRIEND).draft?.attachments ?? {});
		expect(attachments).toEqual([
			expect.objectContaining({ fileName: 'a.png', type: 'gif' }),
			expect.objectContaining({ fileName: 'b.png', type: 'gif' }),
		]);
	});

	test('leaves a draft alone that a person has there', async () => {
		await using desktop = await start();
		desktop.me.changes(FRIEND, { draft: { text: 'half a thought' } });
		const result = await send(desktop, 'New', draft);
		expect(result.error).toMatchObject({
			message: 'The chat has another draft already',
			description: expect.stringContaining('Send or delete it in Beeper'),
		});
		expect(result.stored()).not.toContain('half a thought');
		expect(desktop.chat(FRIEND).draft?.text).toBe('half a thought');
	});

	test('is the same draft when it comes again, or its answer was lost', async () => {
		await using desktop = await start();
		desktop.failNext(UPDATE, { reset: true, afterHandling: true });
		const lost = await send(desktop, 'See **you**', draft);
		expect(lost.error).toBeUndefined();
		const again = await send(desktop, 'See **you**', draft);
		expect(again.json('Beeper')[0]).toMatchObject({ isDraft: true, isRepeat: true });
	});

	test('says what else Beeper has against it', async () => {
		await using desktop = await start();
		desktop.failNext(UPDATE, { status: 422, body: { message: 'No drafts here', code: 'X' } });
		const result = await send(desktop, 'Hi', draft);
		expect(result.error?.description).toContain('"No drafts here"');
	});

	test('cannot quote a message, which is said before anything is done', async () => {
		await using desktop = await start();
		const result = await send(desktop, 'Hi', { ...draft, replyToMessageID: byID('1344007') });
		expect(result.error?.message).toBe('A draft cannot quote a message');
		expect(desktop.requests).toEqual([]);
	});

	test('needs a Beeper that has drafts', async () => {
		await using desktop = await start({ version: '4.2.557' });
		const result = await send(desktop, 'Hi', draft);
		expect(result.error?.message).toBe('This needs Beeper Desktop 4.2.808 or newer');
	});
});

describe('"Simulate"', () => {
	const simulate = { simulate: true };

	test('writes nothing, and says what would be sent', async () => {
		await using desktop = await start();
		const files = { a: await png('a.png'), b: await png('b.png') };
		const options = { ...simulate, replyToMessageID: byID('1344007') };
		const result = await send(desktop, 'Hi', options, { files });
		expect(result.error).toBeUndefined();
		expect(wrote(desktop)).toEqual([]);
		expect(desktop.uploads()).toEqual([]);
		const file = { mimeType: 'image/png', bytes: 16 };
		expect(result.json('Beeper')).toEqual([
			expect.objectContaining({
				chatID: desktop.chat(FRIEND).id,
				chatTitle: FRIEND,
				network: 'WhatsApp',
				messageID: null,
				isPending: false,
				isSimulated: true,
				wouldSend: [
					{ text: 'Hi', replyToMessageID: '1344007', fileName: 'a.png', ...file },
					{ text: null, fileName: 'b.png', ...file },
				],
			}),
		]);
	});

	test('does not count as sent', async () => {
		await using desktop = await start({ resolveAfterMs: 20 });
		await send(desktop, 'Hi', { ...simulate, idempotencyKey: 'k' });
		const real = await send(desktop, 'Hi', { idempotencyKey: 'k' });
		expect(real.json('Beeper')[0]).toMatchObject({ isRepeat: false });
		expect(desktop.messages(FRIEND).at(-1)?.text).toBe('Hi');
	});

	const SMS = 'Parcel Service';
	test.each<[string, string, INodeParameters, Kind, string]>([
		['an empty text', '', {}, {}, "There is nothing to send: 'Text' is empty"],
		['a long text', 'x'.repeat(161), {}, { chat: SMS }, 'iMessage takes at most 160 characters'],
		[
			'a file the network does not take',
			'',
			{},
			{ chat: SMS, hasFile: true },
			"iMessage does not take a file in this chat ('a.png')",
		],
		[
			'a text with a file that takes none',
			'Listen',
			{},
			{ hasFile: true, type: 'audio', mimeType: 'audio/ogg' },
			"WhatsApp does not take a text together with 'a.png'; send it by itself",
		],
		[
			'a message to answer that is not there',
			'Hi',
			{ replyToMessageID: byID('nothing') },
			{},
			"Beeper cannot find the message in 'Reply To'",
		],
	])('finds %s', async (_, text, options, { hasFile, mimeType, ...more }, title) => {
		await using desktop = await start();
		const a = { ...(await png('a.png')), ...(mimeType && { mimeType }) };
		const given = { ...more, ...(hasFile && { files: { a } as IBinaryKeyData }) };
		const result = await send(desktop, text, { ...simulate, ...options }, given);
		expect(result.error?.message).toContain(title);
		expect(wrote(desktop)).toEqual([]);
	});

	test('finds a chat that is not there, or that cannot be written to', async () => {
		await using desktop = await start();
		const items = itemsOf([{ text: 'Hi' }]);
		const gone = await runBeeper(desktop, sendText('!gone:beeper.com', simulate), { items });
		expect(gone.error?.message).toBe('Beeper cannot find this chat');
		desktop.me.changes(FRIEND, { isReadOnly: true });
		const readOnly = await send(desktop, 'Hi', simulate);
		expect(readOnly.error).toMatchObject({
			message: 'WhatsApp does not let you write in this chat: it is read-only',
			description: expect.stringContaining('this was a simulation'),
		});
	});

	test('finds a file that n8n no longer has', async () => {
		await using desktop = await start();
		const file = await storeBinary(
			Buffer.from('gone'),
			{ mimeType: 'image/png', fileName: 'gone.png' },
			'filesystem',
		);
		const { container, core } = await import('../engine/index.mts');
		const { rm } = await import('node:fs/promises');
		await rm(container.get(core.BinaryDataService).getPath(String(file.id)));
		const parameters = {
			...sendText(desktop.chat(FRIEND).id, simulate),
			attachments: { values: [{ binaryPropertyName: 'data' }] },
		};
		const items = [{ json: { text: '' }, binary: { data: file } }];
		const result = await runBeeper(desktop, parameters, { items, binaryMode: 'filesystem' });
		expect(result.error?.message).toBe("The file 'gone.png' cannot be read");
		expect(wrote(desktop)).toEqual([]);
	});

	test('of a draft looks whether there is room for one', async () => {
		await using desktop = await start();
		const both = { ...simulate, draft: true };
		const result = await send(desktop, 'Hi', both);
		expect(result.json('Beeper')[0]).toMatchObject({ isSimulated: true, isDraft: true });
		desktop.me.changes(FRIEND, { draft: { text: 'half a thought' } });
		expect((await send(desktop, 'Hi', both)).error?.message).toBe(
			'The chat has another draft already',
		);
		expect(wrote(desktop)).toEqual([]);
	});

	test('finds what the real send would be refused for, in the same words', async () => {
		await using desktop = await start();
		const text = 'x'.repeat(161);
		const checked = await send(desktop, text, simulate, { chat: SMS });
		const real = await send(desktop, text, {}, { chat: SMS });
		expect(wrote(desktop).map(({ route, status }) => [route, status])).toEqual([[SEND, 422]]);
		expect(checked.error?.message).toBe(real.error?.message);
	});
});
