import type { Inside } from '../inside.mts';
import { tellChatDeleted } from './tell.mts';

/** Takes an account out of the app, with its contacts and chats. */
export function leave(inside: Inside, accountID: string) {
	const { world } = inside;
	world.accounts = world.accounts.filter((account) => account.accountID !== accountID);
	world.contacts.delete(accountID);
	world.strangers.delete(accountID);
	for (const record of [...world.chats.values()]) {
		if (record.chat.accountID !== accountID) continue;
		world.chats.delete(record.chat.id);
		tellChatDeleted(inside, record);
	}
}
