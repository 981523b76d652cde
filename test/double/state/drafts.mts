import type { BeeperDesktop } from '@beeper/desktop-api';
import { unprocessable } from '../http/refusal.mts';
import type { Inside } from '../inside.mts';
import type { Draft, DraftAttachment } from '../wire/models.mts';
import { uploadOf } from './uploads.mts';
import { richText } from './text.mts';
import type { ChatRecord } from './world.mts';

type NewDraft = NonNullable<BeeperDesktop.ChatUpdateParams['draft']>;

/** A draft to store, or null to clear it; refused while there is another one (reference 22). */
export function draftOf(inside: Inside, { chat }: ChatRecord, draft: NewDraft | null) {
	if (draft === null) return null;
	const attachments = Object.entries(draft.attachments ?? {});
	const isEmpty = draft.text === '' && attachments.length === 0;
	if (!isEmpty && chat.draft) throw unprocessable('The chat has a draft; clear it first');
	const stored = attachments.map(([key, one]) => stage(inside, key, one));
	const result: Draft = { text: richText(draft.text) };
	if (stored.length > 0) result.attachments = Object.fromEntries(stored);
	return isEmpty ? null : result;
}

const draftTypes: Record<string, DraftAttachment['type']> = {
	gif: 'gif',
	'voice-note': 'recorded_audio',
};

function stage(
	inside: Inside,
	key: string,
	given: NonNullable<NewDraft['attachments']>[string],
): [string, DraftAttachment] {
	const upload = uploadOf(inside, given.uploadID, ['body', 'draft', 'attachments', key]);
	const { width, height } = given.size ?? upload;
	const id = given.id ?? key;
	const attachment: DraftAttachment = {
		id,
		type: draftTypes[given.type ?? 'file'] ?? 'file',
		fileName: given.fileName ?? upload.fileName,
		mimeType: given.mimeType ?? upload.mimeType,
		fileSize: upload.size,
		filePath: new URL(upload.srcURL).pathname,
		...(given.duration === undefined ? {} : { audioDurationSeconds: given.duration }),
		...(width === undefined ? {} : { size: { width, height } }),
	};
	return [id, attachment];
}
