import {
	firstOf,
	isLacking,
	possible,
	span,
	certain,
	type AttachmentRule,
	type Refusal,
	type NetworkRule,
	type SentFile,
} from '../../model/capabilities';

/** Whether the network takes reactions, and which. */
export const reactionRule: NetworkRule = ({ reaction, allowedReactions }, { body }) => {
	if (isLacking(reaction)) return certain('does not carry reactions in this chat');
	// No key in the body: a reaction is removed, and the list of those that may be added does not matter.
	if (body.reactionKey === undefined || !allowedReactions?.length) return undefined;
	if (allowedReactions.includes(String(body.reactionKey))) return undefined;
	return certain(`allows only these reactions here: ${allowedReactions.join(' ')}`);
};

export const editRule: NetworkRule = ({ edit, editMaxAge, maxTextLength }, { body }) => {
	if (isLacking(edit)) return certain('does not let sent messages be changed in this chat');
	return (
		tooLong(maxTextLength, body.text) ??
		(editMaxAge ? possible(`lets a message be changed for ${span(editMaxAge)} only`) : undefined)
	);
};

export const deleteRule: NetworkRule = ({ delete: level, deleteForMe, deleteMaxAge }, { qs }) => {
	if (qs.forEveryone === false) {
		return isLacking(deleteForMe) ? certain('cannot delete a message for you alone') : undefined;
	}
	if (isLacking(level)) return certain('does not let messages be taken back in this chat');
	return deleteMaxAge
		? possible(`lets a message be taken back for ${span(deleteMaxAge)} only`)
		: undefined;
};

export const archiveRule: NetworkRule = ({ archive }) =>
	isLacking(archive) ? certain('does not let this chat be archived') : undefined;

export const unreadRule: NetworkRule = ({ markAsUnread }) =>
	isLacking(markAsUnread) ? certain('does not let this chat be marked as unread') : undefined;

const readOnlyRule: NetworkRule = (_, { isReadOnly }) =>
	isReadOnly ? certain('does not let you write in this chat: it is read-only') : undefined;

const replyRule: NetworkRule = ({ reply }, { body }) =>
	body.replyToMessageID !== undefined && isLacking(reply)
		? certain("does not carry replies in this chat; remove 'Reply To'")
		: undefined;

const textRule: NetworkRule = ({ maxTextLength }, { body }) => tooLong(maxTextLength, body.text);

const fileRule: NetworkRule = ({ attachments }, { files, body }) => {
	if (!attachments) return undefined;
	for (const file of files) {
		const rule = attachments[kindOf(file)];
		const because = fileClause(file, rule) ?? captionClause(file, rule, body.text);
		if (because) return because;
	}
	return undefined;
};

/** Everything about POST …/messages that a network may refuse. */
export const sendRule: NetworkRule = firstOf(readOnlyRule, replyRule, textRule, fileRule);

/** Changes of a chat: title, description, picture, disappearing messages. */
export const updateRule: NetworkRule = ({ state = {}, disappearingTimer }, { body }) => {
	const labels = { title: 'title', description: 'description', imgURL: 'picture' };
	for (const [name, label] of Object.entries(labels)) {
		const level = state[name === 'imgURL' ? 'avatar' : name]?.level;
		if (name in body && isLacking(level)) {
			return certain(`does not let the ${label} of this chat be changed`);
		}
	}
	if (!('messageExpirySeconds' in body)) return undefined;
	if (isLacking(state.disappearingTimer?.level)) {
		return certain('has no disappearing messages in this chat');
	}
	// The API gives these in milliseconds, unlike the field.
	const seconds = disappearingTimer?.timers?.map((ms) => ms / 1000);
	const { messageExpirySeconds: wanted } = body;
	return seconds?.length && wanted !== null && !seconds.includes(Number(wanted))
		? certain(`lets messages disappear only after ${seconds.join(', ')} seconds`)
		: undefined;
};

function tooLong(most: number | undefined, text: unknown): Refusal | undefined {
	const { length } = [...String(text ?? '')];
	return most && length > most
		? certain(`takes at most ${most} characters; the text has ${length}`)
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

function fileClause(file: SentFile, rule: AttachmentRule | undefined): Refusal | undefined {
	const { fileName, bytes, type = 'file' } = file;
	const mimeType = withoutParameters(file.mimeType);
	if (!rule) {
		return certain(`does not take a ${type.replace('-', ' ')} in this chat ('${fileName}')`);
	}
	const [family] = mimeType.split('/');
	const level = [mimeType, `${family}/*`, '*/*']
		.map((kind) => rule.mimeTypes?.[kind])
		.find((one) => one !== undefined);
	const kinds = Object.keys(rule.mimeTypes ?? {}).join(', ');
	// A rule without MIME types allows all.
	if (kinds && (level === undefined || isLacking(level))) {
		const kind = type.replace('-', ' ');
		return certain(`does not take '${fileName}' (${mimeType}) as a ${kind}; it takes ${kinds}`);
	}
	if (rule.maxSize && bytes > rule.maxSize) {
		const [most, has] = [Math.floor(rule.maxSize / 1_000_000), Math.ceil(bytes / 1_000_000)];
		return certain(`takes files of at most ${most} MB here; '${fileName}' has ${has} MB`);
	}
	return undefined;
}

/** What speaks against the text that goes with a file; an absent level is unknown. */
function captionClause(
	{ fileName }: SentFile,
	rule: AttachmentRule | undefined,
	text: unknown,
): Refusal | undefined {
	const { length } = [...String(text ?? '')];
	if (length === 0) return undefined;
	if (isLacking(rule?.caption)) {
		return certain(`does not take a text together with '${fileName}'; send it by itself`);
	}
	const most = rule?.maxCaptionLength;
	return most && length > most
		? certain(`takes at most ${most} characters with a file; the text has ${length}`)
		: undefined;
}
