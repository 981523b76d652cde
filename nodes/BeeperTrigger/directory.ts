import type { IDataObject } from 'n8n-workflow';
import { isSuccess } from '../Beeper/shared/outcome';
import type { Rest } from './rest';

/** A chat is asked for again when the feed has named it changed, but not more often than this. */
const REFRESH_MS = 60_000;

/** After Beeper could not give something, it is not asked for that again for so long. */
const ASK_AGAIN_MS = 5_000;

/** An event waits no longer than this for what only adds to it. */
const TIMEOUT_MS = 5_000;

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
		const outcome = await this.rest.getOnce(path, { maxParticipantCount: 0 }, TIMEOUT_MS);
		if (!isSuccess(outcome)) {
			// Better an event without the chat's title than no event, or a late one.
			const chat = entry?.chat ?? summary({ id: chatID, accountID });
			return this.note(chatID, { chat, fetchedAt: this.askAgain(), isStale: true });
		}
		const chat = summary({ id: chatID, accountID, ...(outcome.body as IDataObject) });
		return this.note(chatID, { chat, fetchedAt: this.now(), isStale: false });
	}

	private note(chatID: string, entry: Entry): IDataObject {
		this.chats.set(chatID, entry);
		for (const oldest of this.chats.keys()) {
			if (this.chats.size <= REMEMBERED_CHATS) break;
			this.chats.delete(oldest);
		}
		return entry.chat;
	}

	/** The time to note for what could not be had, so that it is due again after `ASK_AGAIN_MS`. */
	private askAgain = () => this.now() - REFRESH_MS + ASK_AGAIN_MS;

	/** { accountID, network, user }; of an account that Beeper does not list (iMessage) what the chat says. */
	async account(accountID: string, chat: IDataObject): Promise<IDataObject> {
		if (!this.accounts.has(accountID) && this.now() - this.accountsFetchedAt >= REFRESH_MS) {
			this.accountsFetchedAt = this.now();
			const outcome = await this.rest.getOnce('/v1/accounts', {}, TIMEOUT_MS);
			if (isSuccess(outcome) && Array.isArray(outcome.body)) this.remember(outcome.body);
			else this.accountsFetchedAt = this.askAgain();
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
