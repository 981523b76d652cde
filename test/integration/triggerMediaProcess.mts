/** Downloads attachments with n8n keeping binary data on disk: for a process of its own (../process.mts). */
import { downloadMedia } from '../../dist/nodes/BeeperTrigger/media/media.js';
import { growth } from './growth.mts';
import { triggerContext } from './triggerMedia.mts';

/** By how many bytes this process grows for the last of these files. */
export async function growthOf(beeper: { url: string; token: string }, assets: string[]) {
	const context = await triggerContext(beeper);
	let grown = NaN;
	for (const srcURL of assets) {
		const message = {
			id: '1',
			chatID: '!a:beeper.com',
			accountID: 'whatsapp',
			timestamp: new Date().toISOString(),
			sortKey: '1',
			attachments: [{ type: 'video' as const, srcURL }],
		};
		const options = { maxBytes: 1_000_000_000, prefix: 'attachment_' };
		const never = new AbortController().signal;
		grown = await growth(async () => {
			const { media } = await downloadMedia(
				context,
				{ baseUrl: beeper.url },
				message,
				options,
				never,
			);
			if (media[0].error) throw new Error(String(media[0].error));
		});
	}
	return grown;
}
