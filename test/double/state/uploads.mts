import { invalidField, type Issue } from '../http/refusal.mts';
import type { Inside } from '../inside.mts';
import type { Upload } from './assets.mts';

/** The upload with this ID; a 400 naming the field if the app does not have it (any more). */
export function uploadOf({ assets }: Inside, uploadID: string, at: Issue['path']): Upload {
	const upload = assets.uploads.get(uploadID);
	if (!upload) throw invalidField([...at, 'uploadID'], `No upload with ID ${uploadID}`);
	return upload;
}

/** What both upload routes answer (reference 38, 39). */
export function uploadAnswer(upload: Upload) {
	const { uploadID, srcURL, fileName, mimeType, size, width, height } = upload;
	const pixels = width === undefined ? {} : { width, height };
	return { uploadID, srcURL, fileName, mimeType, fileSize: size, ...pixels };
}
