import type { INodeParameters } from 'n8n-workflow';
import type { Desktop } from '../double/driver.mts';
import { start } from '../double/start.mts';
import { storeBinary } from '../engine/index.mts';
import { byID, FRIEND, itemsOf, runBeeper, sendText } from './given.mts';

/** SMS in iMessage: no reactions, edits, replies or files, and 160 characters. */
const SMS = 'Parcel Service';

const firstMessage = (desktop: Desktop, chat: string) => desktop.messages(chat)[0].id;

/** The parameters of an operation on the first message of a chat. */
const onMessage = (desktop: Desktop, chat: string, more: INodeParameters): INodeParameters => ({
	chatID: byID(desktop.chat(chat).id),
	messageID: byID(firstMessage(desktop, chat)),
	...more,
});

describe('what a network cannot do is said in plain words', () => {
	const cases: Array<[string, (desktop: Desktop) => INodeParameters, string]> = [
		[
			'a reaction',
			(desktop) =>
				onMessage(desktop, SMS, {
					resource: 'reaction',
					operation: 'add',
					reactionKey: byID('👍'),
				}),
			'iMessage does not carry reactions in this chat',
		],
		[
			'a reaction that the chat does not allow',
			(desktop) =>
				onMessage(desktop, 'Mechanical Keyboards', {
					resource: 'reaction',
					operation: 'add',
					reactionKey: byID('🦄'),
				}),
			'Telegram allows only these reactions here: 👍',
		],
		[
			'an edit',
			(desktop) => {
				const { id } = desktop.me.writes(SMS, 'mine');
				const chatID = byID(desktop.chat(SMS).id);
				return {
					resource: 'message',
					operation: 'update',
					chatID,
					messageID: byID(id),
					text: 'changed',
				};
			},
			'iMessage does not let sent messages be changed in this chat',
		],
		[
			'a reply',
			(desktop) =>
				sendText(desktop.chat(SMS).id, { replyToMessageID: byID(firstMessage(desktop, SMS)) }),
			"iMessage does not carry replies in this chat; remove 'Reply To'",
		],
		[
			'a long text',
			(desktop) => ({ ...sendText(desktop.chat(SMS).id), text: 'x'.repeat(161) }),
			'iMessage takes at most 160 characters; the text has 161',
		],
		[
			'a file',
			(desktop) => ({
				...sendText(desktop.chat(SMS).id),
				attachments: { values: [{ binaryPropertyName: 'data' }] },
			}),
			"iMessage does not take a file in this chat ('a.txt')",
		],
		[
			'a file of the wrong kind',
			(desktop) => ({
				...sendText(desktop.chat(FRIEND).id),
				attachments: { values: [{ binaryPropertyName: 'data', type: 'gif' }] },
			}),
			"WhatsApp does not take 'a.txt' (text/plain) as a gif; it takes image/gif, video/mp4",
		],
		[
			'a message in a read-only chat',
			(desktop) => sendText(desktop.chat('City Transit Alerts').id),
			'Telegram does not let you write in this chat: it is read-only',
		],
		[
			'a new title',
			(desktop) => ({
				resource: 'chat',
				operation: 'update',
				chatID: byID(desktop.chat(SMS).id),
				updateFields: { title: 'Parcels' },
			}),
			'iMessage does not let the title of this chat be changed',
		],
	];

	test.each(cases)('%s', async (_, parameters, message) => {
		await using desktop = await start();
		const data = await storeBinary(Buffer.from('file'), {
			mimeType: 'text/plain',
			fileName: 'a.txt',
		});
		const items = [{ json: { text: 'hello' }, binary: { data } }];
		const result = await runBeeper(desktop, parameters(desktop), { items });
		expect(result.error?.message).toContain(message);
		expect(result.error?.description).toMatch(/^Beeper says: "|^'/);
	});

	test('a limit that only may be the reason does not hide what Beeper says', async () => {
		await using desktop = await start();
		const { id } = desktop.chat(FRIEND);
		desktop.me.changes(FRIEND, {
			capabilities: { ...desktop.chat(FRIEND).capabilities, editMaxAge: 900 },
		});
		const parameters = {
			resource: 'message',
			operation: 'update',
			chatID: byID(id),
			messageID: byID('1344007'),
			text: 'x',
		};
		const result = await runBeeper(desktop, parameters);
		expect(result.error).toMatchObject({
			message: 'Beeper refused the input',
			description: expect.stringMatching(
				/^WhatsApp lets a message be changed for 15 minutes only\. Beeper says: "/,
			),
		});
	});

	test('a chat that says nothing about itself is tried', async () => {
		await using desktop = await start();
		const chat = desktop.chat('Diego Fuentes');
		expect(chat.capabilities).toBeUndefined();
		const result = await runBeeper(desktop, sendText(chat.id), {
			items: itemsOf([{ text: 'x'.repeat(5_000) }]),
		});
		expect(result.error).toBeUndefined();
	});

	test('costs nothing as long as nothing is refused', async () => {
		await using desktop = await start();
		await runBeeper(desktop, sendText(desktop.chat(FRIEND).id, { waitUntil: 'accepted' }), {
			items: itemsOf([{ text: 'hello' }]),
		});
		expect(desktop.requests).toHaveLength(1);
	});
});
