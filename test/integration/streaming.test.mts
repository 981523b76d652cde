import { measureStreaming } from './streaming.mts';

const SIZE = 300_000_000;
const MOST = 150_000_000;

/**
 * In processes of their own: what else this one holds would blur its size. Where n8n keeps binary data in
 * memory instead, nothing can stream.
 */
describe('a file of 300 MB, with binary data on disk', () => {
	test('is sent without the process growing by half of it', async () => {
		expect((await measureStreaming('send', SIZE)).grown).toBeLessThan(MOST);
	});

	test('is fetched without the process growing by half of it', async () => {
		expect((await measureStreaming('serve', SIZE)).grown).toBeLessThan(MOST);
	});
});
