import type { BeeperDesktop } from '@beeper/desktop-api';
import { unprocessable } from '../http/refusal.mts';
import type { Attachment, Capabilities, Message } from '../wire/models.mts';
import type { Asset } from './assets.mts';

export type Hints = Omit<NonNullable<BeeperDesktop.MessageSendParams['attachment']>, 'uploadID'>;

type Kind = NonNullable<Hints['type']>;

/** The input hint's words and what they become: `type` of Attachment and of Message, msgtype. */
const kinds: Record<Kind, [Attachment['type'], NonNullable<Message['type']>, msgtype: string]> = {
	image: ['img', 'IMAGE', 'm.image'],
	gif: ['img', 'IMAGE', 'fi.mau.gif'],
	sticker: ['img', 'STICKER', 'm.sticker'],
	video: ['video', 'VIDEO', 'm.video'],
	audio: ['audio', 'AUDIO', 'm.audio'],
	'voice-note': ['audio', 'VOICE', 'org.matrix.msc3245.voice'],
	file: ['unknown', 'FILE', 'm.file'],
};

/** A file as the API shows it inside a message; hints override what was found at upload. */
export function attachmentOf(url: string, asset: Asset, hints: Hints = {}) {
	const mimeType = hints.mimeType ?? asset.mimeType;
	const kind = kindOf(hints.type, mimeType);
	const [type, messageType, msgtype] = kinds[kind];
	const { width, height } = hints.size ?? asset;
	const duration = hints.duration ?? asset.duration;
	const attachment: Attachment = {
		type,
		id: url,
		srcURL: url,
		mimeType,
		fileName: hints.fileName ?? asset.fileName,
		fileSize: asset.size,
		...(duration === undefined ? {} : { duration }),
		...(width === undefined ? {} : { size: { width, height } }),
		...(kind === 'gif' ? { isGif: true } : {}),
		...(kind === 'sticker' ? { isSticker: true } : {}),
		...(kind === 'voice-note' ? { isVoiceNote: true } : {}),
	};
	return { attachment, messageType, msgtype };
}

/** Throws a 422 unless the network takes such a file; what is not listed is rejected (§4). */
export function needAttachable(
	capabilities: Capabilities | undefined,
	msgtype: string,
	{ mimeType = '', fileSize = 0 }: Attachment,
	caption: string,
) {
	if (!capabilities?.attachments) return;
	const rule = capabilities.attachments[msgtype];
	const level = rule && levelFor(rule.mimeTypes, mimeType);
	if (!rule || level === undefined || level <= 0) {
		throw unprocessable(`This network does not accept ${mimeType} as ${msgtype}`);
	}
	if (rule.maxSize !== undefined && fileSize > rule.maxSize) {
		throw unprocessable(`The file is larger than ${rule.maxSize} bytes`);
	}
	if (caption !== '' && rule.caption !== undefined && rule.caption <= 0) {
		throw unprocessable('This network does not accept a text with such a file');
	}
}

function kindOf(hint: string | undefined, mimeType: string): Kind {
	// Apps before 4.2.808 call it voiceNote.
	if (hint === 'voiceNote') return 'voice-note';
	if (hint !== undefined && hint in kinds) return hint as Kind;
	const [family] = mimeType.split('/');
	if (family === 'image') return mimeType === 'image/gif' ? 'gif' : 'image';
	return family === 'video' || family === 'audio' ? family : 'file';
}

const levelFor = (mimeTypes: Record<string, number>, mimeType: string) =>
	mimeTypes[mimeType] ?? mimeTypes[`${mimeType.split('/')[0]}/*`] ?? mimeTypes['*/*'];
