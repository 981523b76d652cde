import { createHash } from 'node:crypto';
import { tellChat, tellMessages } from '../actions/tell.mts';
import type { Inside } from '../inside.mts';
import { addChat } from '../seed/addChat.mts';
import { addMessage } from '../seed/addMessage.mts';
import type { SeedChat, SeedMessage } from '../seed/seed.mts';
import { assetID } from '../state/ids.mts';
import { wholeChat } from '../state/present.mts';
import type { Account, Chat, Message, Participant, User } from '../wire/models.mts';
import { meantChat } from './find.mts';

export type StagedUpload = { uploadID: string; fileName: string; size: number; sha256: string };

/** Setting the scene while the double runs. */
export type Stage = {
	addAccount: (account: Account, contacts?: User[]) => void;
	/** A chat appears with its history: `chat.upserted` only, unless `quietly`. */
	addChat: (chat: SeedChat, options?: { quietly?: boolean }) => Chat;
	/** History that arrives late: old messages go before all others and are told in one frame. */
	backfill: (chat: string, messages: SeedMessage[]) => Message[];
	/** The newest messages of a chat are told again, in one frame, as after a reconnect. */
	replay: (chat: string, count: number) => void;
	setParticipants: (chat: string, participants: Participant[]) => Chat;
	/** Media to download: real bytes, or any size made up while it is read. Returns its mxc URL. */
	addAsset: (file: {
		fileName: string;
		mimeType: string;
		bytes?: Uint8Array;
		size?: number;
	}) => string;
	/** What clients uploaded, in order. */
	uploads: () => StagedUpload[];
	/** The SHA-256 of bytes, to compare with `uploads()`. */
	sha256: (bytes: Uint8Array) => string;
};

/** The stage hands of one double. */
export function stageOf(inside: Inside): Stage {
	const { world, assets, clock } = inside;
	return {
		addAccount(account, contacts = []) {
			world.accounts.push(account);
			world.contacts.set(account.accountID, contacts);
		},
		addChat(seed, { quietly = false } = {}) {
			const record = addChat(seed, world, assets, clock);
			if (!quietly) tellChat(inside, record);
			return wholeChat(world, record);
		},
		backfill(chat, messages) {
			const record = meantChat(world, chat);
			const before = record.messages;
			record.messages = [];
			const added = messages.map((one) => addMessage(one, record, world, assets, clock));
			// Older than what is there: their keys must sort before it.
			const first = Number(before[0]?.message.sortKey ?? 820_000_000);
			added.forEach(({ message }, at) => {
				message.sortKey = String(first - added.length + at);
			});
			record.messages.push(...before);
			tellMessages(inside, record, added);
			return added.map(({ message }) => structuredClone(message));
		},
		replay(chat, count) {
			const record = meantChat(world, chat);
			tellMessages(inside, record, record.messages.slice(-count));
		},
		setParticipants(chat, participants) {
			const record = meantChat(world, chat);
			const self = record.participants.filter(({ isSelf }) => isSelf);
			record.participants = [...participants, ...self];
			tellChat(inside, record);
			return wholeChat(world, record);
		},
		addAsset({ fileName, mimeType, bytes, size = bytes?.length ?? 0 }) {
			const url = assetID(world);
			const content = bytes ? { bytes } : { size, made: true as const };
			assets.add(url, { content, fileName, mimeType, size });
			return url;
		},
		uploads: () =>
			[...assets.uploads.values()].map(({ uploadID, fileName, size, sha256 }) => {
				return { uploadID, fileName, size, sha256 };
			}),
		sha256: (bytes) => createHash('sha256').update(bytes).digest('hex'),
	};
}
