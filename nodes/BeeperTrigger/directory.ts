import type { IDataObject } from 'n8n-workflow';
import { isSuccess } from '../Beeper/shared/outcome';
import type { Rest } from './rest';

/** A chat is asked for again when the feed has named it changed, but not more often than this. */
const REFRESH_MS = 60_000;
const REMEMBERED_CHATS = 2_000;

interface Entry {
	chat: IDataObject;
	fetchedAt: number;
	isStale: boolean;
}

/** Chats and accounts as items carry them: fetched once, and again when they have changed. */
export class Directory {
	private readonly chats = new Map<string, Entry>();
	private accounts = new Map<string, IDataObject>();
	private accountsFetchedAt = -Infinity;

	constructor(
		private readonly rest: Rest,
		private readonly now: () => number = Date.now,
	) {}

	/** Notes that a chat is no longer what it was. */
	changed(chatID: string) {
		const entry = this.chats.get(chatID);
		if (entry) entry.isStale = true;
	}

	/** { id, title, type, network, accountID, isArchived, isMuted, isLowPriority, isPinned }; what Beeper does not say is null. */
	async chat(chatID: string, accountID: string): Promise<IDataObject> {
		const entry = this.chats.get(chatID);
		const isDue = entry?.isStale === true && this.now() - entry.fetchedAt >= REFRESH_MS;
		if (entry && !isDue) return entry.chat;
		const path = `/v1/chats/${encodeURIComponent(chatID)}`;
		const outcome = await this.rest.get(path, { maxParticipantCount: 0 });
		// Better an event without the chat's title than no event.
		if (!isSuccess(outcome)) return entry?.chat ?? summary({ id: chatID, accountID });
		const chat = summary({ id: chatID, accountID, ...(outcome.body as IDataObject) });
		this.chats.set(chatID, { chat, fetchedAt: this.now(), isStale: false });
		for (const oldest of this.chats.keys()) {
			if (this.chats.size <= REMEMBERED_CHATS) break;
			this.chats.delete(oldest);
		}
		return chat;
	}

	/** { accountID, network, user }; of an account that Beeper does not list (iMessage) what the chat says. */
	async account(accountID: string, chat: IDataObject): Promise<IDataObject> {
		if (!this.accounts.has(accountID) && this.now() - this.accountsFetchedAt >= REFRESH_MS) {
			this.accountsFetchedAt = this.now();
			const outcome = await this.rest.get('/v1/accounts');
			if (isSuccess(outcome) && Array.isArray(outcome.body)) this.remember(outcome.body);
		}
		return this.accounts.get(accountID) ?? { accountID, network: chat.network ?? null, user: null };
	}

	private remember(accounts: IDataObject[]) {
		this.accounts = new Map(
			accounts.map(({ accountID, network, bridge, user }) => {
				const { type } = (bridge ?? {}) as { type?: string };
				return [
					String(accountID),
					{ accountID, network: network ?? type ?? null, user: user ?? null },
				];
			}),
		);
	}
}

function summary(chat: IDataObject): IDataObject {
	const { id, title, type, network, accountID, isArchived, isMuted, isLowPriority, isPinned } =
		chat;
	return {
		id,
		title: title ?? null,
		type: type ?? null,
		network: network ?? null,
		accountID: accountID ?? null,
		isArchived: isArchived ?? null,
		isMuted: isMuted ?? null,
		isLowPriority: isLowPriority ?? null,
		isPinned: isPinned ?? null,
	};
}
