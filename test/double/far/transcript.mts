import { plainText, findMessage } from '../state/messages.mts';
import type { ChatRecord, MessageRecord } from '../state/world.mts';

/** A chat as the people in it see it: names, times, quotes, files, reactions, marks. */
export function transcriptOf(record: ChatRecord): string {
	const { chat, messages } = record;
	const marks = [
		chat.isArchived && 'archived',
		chat.isMuted && 'muted',
		chat.isLowPriority && 'low priority',
		chat.isReadOnly && 'read-only',
	].filter(Boolean);
	const title = `── ${chat.title} · ${chat.network}${marks.length ? ` · ${marks.join(', ')}` : ''} ──`;
	return [title, ...messages.flatMap((one) => linesOf(record, one))].join('\n');
}

function linesOf(record: ChatRecord, { message }: MessageRecord): string[] {
	const time = message.timestamp.slice(11, 16);
	const quoted = message.linkedMessageID && findMessage(record, message.linkedMessageID);
	const quote = quoted ? `${' '.repeat(6)}┃ ${quoted.message.senderName}: ${wordsOf(quoted)}` : [];
	const reactions = (message.reactions ?? []).map(
		({ reactionKey, participantID }) => `${reactionKey} ${nameOf(record, participantID)}`,
	);
	const status = message.sendStatus?.status;
	const notes = [
		message.editedTimestamp && '(edited)',
		status === 'PENDING' && '(sending)',
		status?.startsWith('FAIL') && `(failed: ${message.sendStatus?.reason ?? status})`,
		reactions.length > 0 && `[${reactions.join(', ')}]`,
	].filter(Boolean);
	const line = [`${time} ${message.senderName}: ${wordsOf({ message })}`, ...notes].join(' ');
	return [quote, line.replaceAll('\n', `\n${' '.repeat(6)}`)].flat();
}

function wordsOf({ message }: Pick<MessageRecord, 'message'>): string {
	if (message.isDeleted) return '(deleted)';
	const files = (message.attachments ?? []).map(
		({ fileName, isVoiceNote }) => `[${isVoiceNote ? 'voice note' : fileName}]`,
	);
	return [...files, plainText(message.text ?? '')].filter(Boolean).join(' ');
}

function nameOf({ participants }: ChatRecord, id: string): string {
	const person = participants.find((one) => one.id === id);
	return person?.isSelf ? 'you' : (person?.fullName ?? id);
}
