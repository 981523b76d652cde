import { Readable } from 'node:stream';
import type { BeeperDesktop } from '@beeper/desktop-api';
import { json } from '../../http/answer.mts';
import { invalidField } from '../../http/refusal.mts';
import { route } from '../../http/route.mts';
import { uploadID } from '../../state/ids.mts';
import { uploadAnswer } from '../../state/uploads.mts';

/** POST /v1/assets/upload/base64: the same as a JSON body. */
export const uploadBase64 = route<BeeperDesktop.AssetUploadBase64Params>({
	endpoint: 'POST /v1/assets/upload/base64',
	since: '4.2.557',
	handle: async ({ body }, { assets, world, settings, faults }) => {
		const { content, fileName, mimeType } = body;
		if (!/^[A-Za-z0-9+/\r\n]*={0,2}\s*$/.test(content)) {
			throw invalidField(['body', 'content'], 'Not base64', 'invalid_string');
		}
		const error = faults.uploadErrors.shift();
		if (error !== undefined) return json({ error });
		const bytes = Readable.from([Buffer.from(content, 'base64')]);
		const taken = await assets.take(uploadID(world), bytes, settings.maxUploadBytes);
		if (!taken) return json({ error: `File is larger than ${settings.maxUploadBytes} bytes` });
		taken.fileName = fileName ?? taken.uploadID;
		taken.mimeType = mimeType ?? taken.mimeType;
		return json(uploadAnswer(taken));
	},
});
