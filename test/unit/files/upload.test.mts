import { Readable } from 'node:stream';
import { upload } from '../../../dist/nodes/shared/files/upload.js';

test('no attempt of an upload leaves the file open, also when nothing of it was read', async () => {
	const opened: Readable[] = [];
	const file = {
		fileName: 'a.txt',
		mimeType: 'text/plain',
		bytes: 4,
		read: async () => {
			const stream = Readable.from(['file']);
			opened.push(stream);
			return stream;
		},
	};
	const call = {
		send: async ({ body }: { body: () => Promise<unknown> }) => {
			await body();
			await body();
			throw new Error('Beeper is not reachable');
		},
	};
	await expect(upload(call as never, file)).rejects.toThrow('not reachable');
	expect(opened.map(({ destroyed }) => destroyed)).toEqual([true, true]);
});
