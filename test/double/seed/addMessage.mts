import type { Clock } from '../clock.mts';
import type { Assets } from '../state/assets.mts';
import { attachmentOf } from '../state/attachment.mts';
import { assetID, eventID, messageID, sortKey } from '../state/ids.mts';
import type { ChatRecord, MessageRecord, World } from '../state/world.mts';
import type { SeedFile, SeedMessage } from './seed.mts';

/** Puts an old message at the end of a chat; nobody is told. */
export function addMessage(
	seed: SeedMessage,
	record: ChatRecord,
	world: World,
	assets: Assets,
	clock: Clock,
): MessageRecord {
	const { minutesAgo, editedMinutesAgo, file, ...fields } = seed;
	const ago = (minutes: number) => clock.iso(clock.now() - minutes * 60_000);
	const sender = record.participants.find(({ id }) => id === seed.senderID);
	if (!sender) throw new Error(`${seed.senderID} is not in ${record.chat.title}`);
	const written: MessageRecord = {
		message: {
			id: messageID(world),
			chatID: record.chat.id,
			accountID: record.chat.accountID,
			senderName: sender.fullName ?? sender.username ?? sender.id,
			timestamp: ago(minutesAgo),
			sortKey: sortKey(world),
			type: 'TEXT',
			isSender: sender.isSelf === true,
			isUnread: false,
			...(editedMinutesAgo === undefined ? {} : { editedTimestamp: ago(editedMinutesAgo) }),
			...(file ? stored(file, world, assets) : {}),
			...fields,
		},
		eventID: eventID(world),
		edits: 0,
	};
	record.messages.push(written);
	return written;
}

/** Keeps a file's bytes and gives the fields of the message that carries it. */
export function stored(file: SeedFile, world: World, assets: Assets) {
	const { bytes, fileName, mimeType, duration, type, transcription } = file;
	const url = assetID(world);
	const asset = { content: { bytes }, fileName, mimeType, size: bytes.length, duration };
	assets.add(url, asset);
	const { attachment, messageType } = attachmentOf(url, asset, { type });
	const heard = transcription ? { transcription } : {};
	return { type: messageType, attachments: [{ ...attachment, ...heard }] };
}
