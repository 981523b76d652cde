import type { IDataObject } from 'n8n-workflow';
import { plainText } from './plainText';

/** "Alice Rivera (WhatsApp, direct)": how a picker names a chat. */
export function describeChat(chat: IDataObject): string {
	const kind = chat.type === 'group' ? 'group' : 'direct';
	const traits = [chat.network, kind, chat.isArchived === true && 'archived'].filter(Boolean);
	return `${String(chat.title || chat.id)} (${traits.join(', ')})`;
}

interface Account {
	accountID: string;
	network?: string;
	bridge?: { type?: string };
	user?: { fullName?: string; username?: string; phoneNumber?: string; email?: string };
}

/** "WhatsApp (Sam Doe, +1 555 0100)": how a picker names an account. */
export function describeAccount({ accountID, network, bridge, user = {} }: Account): string {
	const owner = [user.fullName, user.phoneNumber ?? user.username ?? user.email].filter(Boolean);
	const name = network ?? bridge?.type ?? accountID;
	return owner.length ? `${name} (${owner.join(', ')})` : name;
}

/** "Alice: See you at 8! (2026-11-20 09:05)": how a picker names a message. */
export function describeMessage(message: IDataObject): string {
	const text = plainText(message.text).replace(/\s+/g, ' ').trim();
	const shown = text || `[${String(message.type ?? 'message').toLowerCase()}]`;
	const sender = message.isSender === true ? 'Me' : (message.senderName ?? message.senderID);
	const time = String(message.timestamp).slice(0, 16).replace('T', ' ');
	return `${String(sender)}: ${shown.length > 60 ? `${shown.slice(0, 59)}…` : shown} (${time} UTC)`;
}
