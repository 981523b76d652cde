import { unprocessable } from '../http/refusal.mts';
import type { Capabilities } from '../wire/models.mts';
import type { ChatRecord } from './world.mts';

type Level = 'edit' | 'delete' | 'reply' | 'reaction';

/** Throws a 422 if the chat's capabilities say no; an absent level means unknown, so it passes. */
export function needLevel(record: ChatRecord, feature: Level) {
	const level = record.chat.capabilities?.[feature];
	if (level !== undefined && level <= 0) {
		throw unprocessable(`${record.chat.network} does not support ${feature} in this chat`);
	}
}

/** Throws a 422 if the network says no to a chat-state change such as a new title. */
export function needState(record: ChatRecord, state: keyof NonNullable<Capabilities['state']>) {
	const level = record.chat.capabilities?.state?.[state]?.level;
	if (level !== undefined && level <= 0) {
		throw unprocessable(`${record.chat.network} does not support changing the ${state}`);
	}
}

/** Throws a 422 where nobody but others may write. */
export function needWritable(record: ChatRecord) {
	if (record.chat.isReadOnly) throw unprocessable('Messages cannot be sent in this chat');
}

/** Throws a 422 when more seconds have passed than the network allows for edits or deletions. */
export function needYoung(timestamp: string, now: number, maxSeconds: number | undefined) {
	if (maxSeconds !== undefined && now - Date.parse(timestamp) > maxSeconds * 1000) {
		throw unprocessable(`The message is older than ${maxSeconds} seconds`);
	}
}
