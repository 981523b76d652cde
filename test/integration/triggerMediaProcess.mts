/**
 * Downloads attachments with n8n keeping binary data on disk, in a process of its own, and tells its parent
 * by how many bytes it grew for the last one. Started by `mediaMemory`.
 */
import { stopEngine } from '../engine/index.mts';
import { downloadMedia } from '../../dist/nodes/BeeperTrigger/media/media.js';
import { triggerContext } from './triggerMedia.mts';

const [url, token, ...assets] = process.argv.slice(2);
const context = await triggerContext({ url, token });

let grown = 0;
for (const asset of assets) {
	(globalThis as { gc?: () => void }).gc?.();
	const before = process.memoryUsage.rss();
	let peak = before;
	const timer = setInterval(() => (peak = Math.max(peak, process.memoryUsage.rss())), 5);
	const message = {
		id: '1',
		chatID: '!a:beeper.com',
		accountID: 'whatsapp',
		timestamp: new Date().toISOString(),
		sortKey: '1',
		attachments: [{ type: 'video', srcURL: asset }],
	};
	const options = { maxBytes: 1_000_000_000, prefix: 'attachment_' };
	const never = new AbortController().signal;
	const { media } = await downloadMedia(context, { baseUrl: url }, message, options, never);
	clearInterval(timer);
	if (media[0].error) throw new Error(String(media[0].error));
	grown = peak - before;
}
await stopEngine();
process.send?.({ grown });
process.disconnect();
