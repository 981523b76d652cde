import type { Inside } from '../inside.mts';
import type { ChatRecord, MessageRecord } from '../state/world.mts';
import { tellMessageDeleted, tellMessages } from './tell.mts';

/**
 * Deletes a message. For everyone leaves a marker with `isDeleted` and no content; for this user
 * only, it is gone. How a deletion shows on the feed is unknown and a setting (reference §7.3).
 */
export function remove(
	inside: Inside,
	record: ChatRecord,
	target: MessageRecord,
	forEveryone: boolean,
) {
	const { message } = target;
	if (forEveryone) {
		const content = ['text', 'attachments', 'links', 'reactions', 'mentions'] as const;
		for (const key of content) delete message[key];
		message.isDeleted = true;
	} else {
		record.messages = record.messages.filter((one) => one !== target);
	}
	if (forEveryone && inside.settings.deletions === 'upsert') {
		tellMessages(inside, record, [target]);
	} else {
		tellMessageDeleted(inside, record, [message.id]);
	}
}
