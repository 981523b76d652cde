import type { IDataObject } from 'n8n-workflow';
import { plainText } from '../values/plainText';

/** "Alice Rivera · WhatsApp · direct": how a picker names a chat. */
export function describeChat(chat: IDataObject): string {
	const kind = chat.type === 'group' ? 'group' : 'direct';
	const traits = [chat.network, kind, chat.isArchived === true && 'archived'].filter(Boolean);
	return [String(chat.title || chat.id), ...traits].join(' · ');
}

interface Account {
	accountID: string;
	network?: string;
	bridge?: { type?: string };
	user?: { fullName?: string; username?: string; phoneNumber?: string; email?: string };
}

/** "WhatsApp · Sam Doe · +15550100": how a picker names an account. */
export function describeAccount({ accountID, network, bridge, user = {} }: Account): string {
	const owner = [user.fullName, user.phoneNumber ?? user.username ?? user.email].filter(Boolean);
	const name = network ?? bridge?.type ?? accountID;
	return [name, ...owner].join(' · ');
}

/** "20 Nov, 09:05 · Alice: See you at 8!": how a picker names a message, in the workflow's time zone. */
export function describeMessage(message: IDataObject, timeZone: string): string {
	const text = plainText(message.text).replace(/\s+/g, ' ').trim();
	const shown = text || `[${String(message.type ?? 'message').toLowerCase()}]`;
	const sender = message.isSender === true ? 'Me' : (message.senderName ?? message.senderID);
	const short = shown.length > 60 ? `${shown.slice(0, 59)}…` : shown;
	return `${localTime(message.timestamp, timeZone)} · ${String(sender)}: ${short}`;
}

function localTime(timestamp: unknown, timeZone: string): string {
	const date = new Date(String(timestamp));
	if (Number.isNaN(date.getTime())) return '?';
	const parts = { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' } as const;
	return new Intl.DateTimeFormat('en-GB', { ...parts, timeZone }).format(date);
}
