import {
	firstOf,
	isLacking,
	maybe,
	span,
	surely,
	type AttachmentRule,
	type Because,
	type Limit,
	type SentFile,
} from '../../model/capabilities';

/** Reactions: whether at all, and which. */
export const reactionLimit: Limit = ({ reaction, allowedReactions }, { body }) => {
	if (isLacking(reaction)) return surely('does not carry reactions in this chat');
	// Removing one names it in the path: the list of those that may be added has no say in that.
	if (body.reactionKey === undefined || !allowedReactions?.length) return undefined;
	if (allowedReactions.includes(String(body.reactionKey))) return undefined;
	return surely(`allows only these reactions here: ${allowedReactions.join(' ')}`);
};

export const editLimit: Limit = ({ edit, editMaxAge, maxTextLength }, { body }) => {
	if (isLacking(edit)) return surely('does not let sent messages be changed in this chat');
	return (
		tooLong(maxTextLength, body.text) ??
		(editMaxAge ? maybe(`lets a message be changed for ${span(editMaxAge)} only`) : undefined)
	);
};

export const deleteLimit: Limit = ({ delete: level, deleteForMe, deleteMaxAge }, { qs }) => {
	if (qs.forEveryone === false) {
		return isLacking(deleteForMe) ? surely('cannot delete a message for you alone') : undefined;
	}
	if (isLacking(level)) return surely('does not let messages be taken back in this chat');
	return deleteMaxAge
		? maybe(`lets a message be taken back for ${span(deleteMaxAge)} only`)
		: undefined;
};

export const archiveLimit: Limit = ({ archive }) =>
	isLacking(archive) ? surely('does not let this chat be archived') : undefined;

export const unreadLimit: Limit = ({ markAsUnread }) =>
	isLacking(markAsUnread) ? surely('does not let this chat be marked as unread') : undefined;

const readOnlyLimit: Limit = (_, { isReadOnly }) =>
	isReadOnly ? surely('does not let you write in this chat: it is read-only') : undefined;

const replyLimit: Limit = ({ reply }, { body }) =>
	body.replyToMessageID !== undefined && isLacking(reply)
		? surely("does not carry replies in this chat; remove 'Reply To'")
		: undefined;

const textLimit: Limit = ({ maxTextLength }, { body }) => tooLong(maxTextLength, body.text);

const fileLimit: Limit = ({ attachments }, { files, body }) => {
	if (!attachments) return undefined;
	for (const file of files) {
		const rule = attachments[kindOf(file)];
		const because = fileClause(file, rule) ?? captionClause(file, rule, body.text);
		if (because) return because;
	}
	return undefined;
};

/** Everything about POST …/messages that a network may refuse. */
export const sendLimit: Limit = firstOf(readOnlyLimit, replyLimit, textLimit, fileLimit);

/** Changes of a chat: title, description, picture, disappearing messages. */
export const updateLimit: Limit = ({ state = {}, disappearingTimer }, { body }) => {
	const labels = { title: 'title', description: 'description', imgURL: 'picture' };
	for (const [name, label] of Object.entries(labels)) {
		const level = state[name === 'imgURL' ? 'avatar' : name]?.level;
		if (name in body && isLacking(level)) {
			return surely(`does not let the ${label} of this chat be changed`);
		}
	}
	if (!('messageExpirySeconds' in body)) return undefined;
	if (isLacking(state.disappearingTimer?.level)) {
		return surely('has no disappearing messages in this chat');
	}
	// The API gives these in milliseconds, unlike the field.
	const seconds = disappearingTimer?.timers?.map((ms) => ms / 1000);
	const { messageExpirySeconds: wanted } = body;
	return seconds?.length && wanted !== null && !seconds.includes(Number(wanted))
		? surely(`lets messages disappear only after ${seconds.join(', ')} seconds`)
		: undefined;
};

function tooLong(most: number | undefined, text: unknown): Because | undefined {
	const { length } = [...String(text ?? '')];
	return most && length > most
		? surely(`takes at most ${most} characters; the text has ${length}`)
		: undefined;
}

/** The message type under which the rules for a file are listed. */
function kindOf({ type, mimeType }: SentFile): string {
	const byHint: Record<string, string> = {
		gif: 'fi.mau.gif',
		sticker: 'm.sticker',
		'voice-note': 'org.matrix.msc3245.voice',
		file: 'm.file',
	};
	const [family] = withoutParameters(mimeType).split('/');
	const byFamily = ['image', 'video', 'audio'].includes(family) ? `m.${family}` : 'm.file';
	return (type && (byHint[type] ?? `m.${type}`)) || byFamily;
}

/** `audio/ogg; codecs=opus` is the kind `audio/ogg`, which is how networks list it. */
const withoutParameters = (mimeType: string) => mimeType.split(';')[0].trim().toLowerCase();

function fileClause(file: SentFile, rule: AttachmentRule | undefined): Because | undefined {
	const { fileName, bytes, type = 'file' } = file;
	const mimeType = withoutParameters(file.mimeType);
	if (!rule) {
		return surely(`does not take a ${type.replace('-', ' ')} in this chat ('${fileName}')`);
	}
	const [family] = mimeType.split('/');
	const level = [mimeType, `${family}/*`, '*/*']
		.map((kind) => rule.mimeTypes?.[kind])
		.find((one) => one !== undefined);
	const kinds = Object.keys(rule.mimeTypes ?? {}).join(', ');
	// A rule that lists no kinds says nothing about them.
	if (kinds && (level === undefined || isLacking(level))) {
		const kind = type.replace('-', ' ');
		return surely(`does not take '${fileName}' (${mimeType}) as a ${kind}; it takes ${kinds}`);
	}
	if (rule.maxSize && bytes > rule.maxSize) {
		const [most, has] = [Math.floor(rule.maxSize / 1_000_000), Math.ceil(bytes / 1_000_000)];
		return surely(`takes files of at most ${most} MB here; '${fileName}' has ${has} MB`);
	}
	return undefined;
}

/** Against the text that goes with a file; absent levels are unknown. */
function captionClause(
	{ fileName }: SentFile,
	rule: AttachmentRule | undefined,
	text: unknown,
): Because | undefined {
	const { length } = [...String(text ?? '')];
	if (length === 0) return undefined;
	if (isLacking(rule?.caption)) {
		return surely(`does not take a text together with '${fileName}'; send it by itself`);
	}
	const most = rule?.maxCaptionLength;
	return most && length > most
		? surely(`takes at most ${most} characters with a file; the text has ${length}`)
		: undefined;
}
