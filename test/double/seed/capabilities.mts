import type { Capabilities } from '../wire/models.mts';

const anyMedia = (maxSize: number): Capabilities['attachments'] => ({
	'm.image': { mimeTypes: { 'image/*': 2 }, caption: 2, maxSize },
	'm.video': { mimeTypes: { 'video/*': 2 }, caption: 2, maxSize },
	'm.audio': { mimeTypes: { 'audio/*': 2 }, caption: 0, maxSize },
	'm.file': { mimeTypes: { '*/*': 2 }, caption: 2, maxSize },
	'm.sticker': { mimeTypes: { 'image/webp': 2, 'image/png': 1 } },
	'fi.mau.gif': { mimeTypes: { 'image/gif': 2, 'video/mp4': 2 }, caption: 2, maxSize },
	'org.matrix.msc3245.voice': { mimeTypes: { 'audio/*': 2 }, maxSize },
});

/** A network where nearly everything works; numbers are made up, as no table is published. */
export const full: Capabilities = {
	edit: 2,
	delete: 2,
	reply: 2,
	reaction: 2,
	reactionCount: 1,
	customEmojiReactions: false,
	formatting: { bold: 2, italic: 2, strikethrough: 2, inline_code: 2 },
	archive: true,
	markAsUnread: true,
	readReceipts: true,
	deleteForMe: true,
	attachments: anyMedia(2_000_000_000),
	state: { title: { level: 2 }, description: { level: 2 }, avatar: { level: 2 } },
};

/** Several reactions per person, custom ones too. */
export const workplace: Capabilities = {
	...full,
	reactionCount: 20,
	customEmojiReactions: true,
	thread: 2,
};

/** Disappearing messages from a list of timers. */
export const disappearing: Capabilities = {
	...full,
	state: { ...full.state, disappearingTimer: { level: 2 } },
	disappearingTimer: { types: ['afterRead'], timers: [3_600_000, 86_400_000, 604_800_000] },
};

/** A group that allows a few reactions only, and edits for two days. */
export const fewReactions: Capabilities = {
	...full,
	allowedReactions: ['👍', '👎', '❤️', '🔥'],
	editMaxAge: 172_800,
	deleteMaxAge: 172_800,
	maxTextLength: 4096,
};

/** Text messages over the phone network: short, and nothing else. */
export const textOnly: Capabilities = {
	edit: -2,
	delete: -2,
	reply: -2,
	reaction: -2,
	deleteForMe: false,
	markAsUnread: false,
	maxTextLength: 160,
	attachments: {},
	state: { title: { level: 0 }, description: { level: 0 }, avatar: { level: 0 } },
};
