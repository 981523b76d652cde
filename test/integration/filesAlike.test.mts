import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { downloadMedia } from '../../dist/nodes/BeeperTrigger/media/media.js';
import type { Message } from '../../dist/nodes/shared/model/message.js';
import { byID, runBeeper } from './given.mts';
import { triggerContext } from './triggerMedia.mts';

const UNKNOWN = 'application/octet-stream';

/** A Beeper with one message; each of its files is served with the Content-Type that its address ends with. */
async function beeperWith(message: object) {
	const listening = createServer(({ url = '' }, response) => {
		const { pathname, searchParams } = new URL(url, 'http://beeper');
		if (pathname !== '/v1/assets/serve') {
			response.setHeader('Content-Type', 'application/json');
			return void response.end(JSON.stringify(message));
		}
		const [, type] = searchParams.get('url')!.split('?');
		response.setHeader('Content-Type', type).end('content');
	}).listen(0, '127.0.0.1');
	await once(listening, 'listening');
	return {
		url: `http://127.0.0.1:${(listening.address() as AddressInfo).port}`,
		token: 'token',
		[Symbol.asyncDispose]: async () => {
			listening.closeAllConnections();
			listening.close();
		},
	};
}

const attachments = [
	{ srcURL: 'mxc://a/named?image/png', fileName: 'photo.png' },
	{ srcURL: 'mxc://a/folder?text/plain', fileName: '../../etc/report.txt' },
	{ srcURL: `mxc://a/nameless?${UNKNOWN}`, mimeType: 'video/mp4' },
	{ srcURL: 'mxc://a/served?image/jpeg', mimeType: 'image/png' },
	{ srcURL: `mxc://a/ending?${UNKNOWN}`, fileName: 'film.mov' },
	{ srcURL: `mxc://a/nothing?${UNKNOWN}` },
	{ srcURL: '', id: 'mxc://a/id?audio/ogg' },
	{ srcURL: 'data:image/gif;base64,R0lGODlh' },
];

test.each(['filesystem', 'default'] as const)(
	'the action and the trigger give an attachment the same name and type (binary data: %s)',
	async (binaryMode) => {
		const message = { id: '$id:beeper.com', chatID: '!a:beeper.com', attachments };
		await using beeper = await beeperWith(message);
		const parameters = {
			resource: 'asset',
			operation: 'serve',
			source: 'message',
			chatID: byID(message.chatID),
			messageID: byID(message.id),
			binaryPropertyName: 'data',
		};
		const result = await runBeeper(beeper, parameters, { binaryMode });
		expect(result.error).toBeUndefined();
		const fromAction = result.items('Beeper').map(({ binary }) => binary!.data);

		const { binary } = await downloadMedia(
			await triggerContext(beeper, binaryMode),
			{ baseUrl: beeper.url },
			message as unknown as Message,
			{ maxBytes: 1_000, prefix: '' },
			new AbortController().signal,
		);
		const fromTrigger = attachments.map((_, index) => binary[String(index)]);

		const facts = ({
			fileName,
			mimeType,
			fileExtension,
			directory,
			bytes,
		}: (typeof binary)[string]) => ({
			fileName,
			mimeType,
			fileExtension,
			directory,
			bytes,
		});
		expect(fromAction.map(facts)).toEqual(fromTrigger.map(facts));
		expect(fromAction.map(({ fileName, mimeType }) => [fileName, mimeType])).toEqual([
			['photo.png', 'image/png'],
			['report.txt', 'text/plain'],
			['_id_beeper.com-2.mp4', 'video/mp4'],
			['_id_beeper.com-3.jpg', 'image/jpeg'],
			['film.mov', 'video/quicktime'],
			['_id_beeper.com-5', UNKNOWN],
			['_id_beeper.com-6.ogg', 'audio/ogg'],
			['_id_beeper.com-7.gif', 'image/gif'],
		]);
	},
);
