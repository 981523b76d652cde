import { notFound } from '../http/refusal.mts';
import type { ChatRecord, MessageRecord } from './world.mts';

/** The message with this final ID, pending ID or event ID (reference 34), if the chat has it. */
export function findMessage(record: ChatRecord, id: string): MessageRecord | undefined {
	return record.messages.find(
		({ message, pendingID, eventID }) => message.id === id || pendingID === id || eventID === id,
	);
}

/** Like `findMessage`; a 404 otherwise. */
export function messageOf(record: ChatRecord, id: string): MessageRecord {
	const found = findMessage(record, id);
	if (!found) throw notFound(`Message ${id}`);
	return found;
}

/** Whether the app is still sending it. */
export const isPending = ({ message }: MessageRecord) => message.sendStatus?.status === 'PENDING';

/** Whether the network took it through the API, and it is on nobody's device yet. */
export const isUndelivered = ({ message, pendingID }: MessageRecord) =>
	pendingID !== undefined &&
	message.sendStatus?.status === 'SUCCESS' &&
	message.sendStatus.deliveredToUsers === undefined;

/** The words people see: HTML tags and entities taken out. */
export function plainText(html: string): string {
	return html
		.replace(/<br\s*\/?>|<\/p>/g, '\n')
		.replace(/<[^>]+>/g, '')
		.replaceAll('&lt;', '<')
		.replaceAll('&gt;', '>')
		.replaceAll('&quot;', '"')
		.replaceAll('&#39;', "'")
		.replaceAll('&amp;', '&');
}
