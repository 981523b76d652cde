import { isSuccess } from '../../shared/api/httpResult';
import { plainText } from '../../shared/values/plainText';
import type { EventName } from '../settings/settings';
import { asMessage, type Message } from '../../shared/model/message';
import type { Hub } from '../../shared/live/hub/hub';
import type { Memory } from '../state/memory';
import type { TriggerEvent } from './triggerEvent';
import { identityOf, type EventRef } from '../state/pending';
import { messagePath } from '../../shared/api/path';

/**
 * Emits events again that were emitted before n8n stopped, and whose executions are not known to have ended.
 * They keep their identity, so n8n refuses those that became executions. An event that cannot be rebuilt is removed
 * from `memory.pending`.
 */
export async function redeliver(
	memory: Memory,
	hub: Hub,
	emit: (triggerEvent: TriggerEvent) => void,
): Promise<void> {
	for (const ref of memory.pending.all()) {
		const triggerEvent = await rebuild(ref, hub);
		if (triggerEvent) emit(triggerEvent);
		else memory.pending.remove(identityOf(ref));
	}
}

/** The event, from what Beeper has now. `undefined` for a change of the connection, which is over. */
async function rebuild(ref: EventRef, hub: Hub): Promise<TriggerEvent | undefined> {
	const { event, chatID, messageID, revision, extra } = ref;
	if (event === 'connection.changed') return undefined;
	const message = messageID ? await readMessage(chatID, messageID, hub) : undefined;
	const chat = await hub.directory.chat(chatID, message?.accountID ?? '');
	const isDeletion = event === 'message.deleted';
	return {
		event: event as EventName,
		chatID,
		accountID: message?.accountID ?? String(chat.accountID ?? ''),
		at: atOf(event, message),
		revision,
		...(messageID && { message: message ?? emptyMessage(chatID, messageID, isDeletion) }),
		plainText: plainText(message?.text),
		// The text before an edit is not saved: it may be long.
		fields: extra ?? (event === 'message.edited' ? { previousText: null } : {}),
		isCatchUp: true,
		isRedelivery: true,
	};
}

async function readMessage(chatID: string, messageID: string, hub: Hub) {
	const path = messagePath(chatID, messageID);
	const result = await hub.get(path, {}, 5_000);
	return isSuccess(result) ? asMessage(result.body, chatID, Date.now()) : undefined;
}

/** When (ms) it happened; now, if Beeper does not say. */
function atOf(event: string, message: Message | undefined): number {
	const { timestamp, editedTimestamp } = (message ?? {}) as Partial<Message>;
	const time =
		event === 'message.edited' ? editedTimestamp : event.startsWith('message.') ? timestamp : '';
	return Date.parse(String(time ?? '')) || Date.now();
}

/** A message that Beeper no longer returns. */
const emptyMessage = (chatID: string, id: string, isDeleted: boolean) =>
	({
		id,
		chatID,
		accountID: '',
		timestamp: '',
		sortKey: '',
		...(isDeleted && { isDeleted }),
	}) as Message;
