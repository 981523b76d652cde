import { json } from '../../http/answer.mts';
import { multipart } from '../../http/multipart.mts';
import { invalidField } from '../../http/refusal.mts';
import { route } from '../../http/route.mts';
import { uploadID } from '../../state/ids.mts';
import { uploadAnswer } from '../../state/uploads.mts';

/** POST /v1/assets/upload: multipart, streamed to disk. Failures are 200 with `error`. */
export const upload = route({
	endpoint: 'POST /v1/assets/upload',
	since: '4.2.557',
	streams: true,
	handle: async ({ request, note, check }, { assets, world, settings, faults }) => {
		const { fields, files } = await multipart(request, (stream) =>
			assets.take(uploadID(world), stream, settings.maxUploadBytes),
		);
		const [first] = files;
		note({ fields, file: first?.taken && { ...uploadAnswer(first.taken), ...seen(first) } });
		check({ ...fields, ...Object.fromEntries(files.map(({ name }) => [name, true])) });
		if (files.length > 1) throw invalidField(['body', 'file'], 'Expected one file');
		const error = faults.uploadErrors.shift();
		if (error !== undefined) return json({ error });
		const { taken, fileName } = first;
		if (!taken) return json({ error: `File is larger than ${settings.maxUploadBytes} bytes` });
		taken.fileName = fields.fileName ?? fileName ?? taken.uploadID;
		// The part's own Content-Type does not count: the API says magic bytes if omitted.
		taken.mimeType = fields.mimeType ?? taken.mimeType;
		return json(uploadAnswer(taken));
	},
});

const seen = ({ fileName, taken }: { fileName?: string; taken?: { sha256: string } }) => ({
	fileName,
	sha256: taken?.sha256,
});
