import type { IDataObject } from 'n8n-workflow';
import { isSuccess, type HttpResult } from '../../api/httpResult';
import type { Chat } from '../../model/chat';
import { BoundedMap, BoundedSet } from '../../values/bounded';
import { chatPath } from '../../api/path';

/** A chat is asked for again when the feed has named it changed, but not more often than this. */
const REFRESH_MS = 60_000;

/** After Beeper could not give something, it is not asked for that again for so long. */
const ASK_AGAIN_MS = 5_000;

/** An event waits no longer than this for what only adds to it. */
const TIMEOUT_MS = 5_000;

/** How many chats are remembered; the first that was stored is forgotten first. */
const MAX_CHATS = 5_000;

/** How many accounts count as resolved. Messages name them, so a server could go on inventing some. */
const MAX_ACCOUNTS = 10_000;

/** What the directory reads with. */
export interface Reader {
	getOnce(url: string, qs?: IDataObject, timeout?: number): Promise<HttpResult>;
}

interface Entry {
	chat: IDataObject;
	/** The chat's ID in this installation, which no event has. */
	localChatID?: string;
	at: number;
	isStale: boolean;
}

/**
 * Chats and accounts as items carry them. Fetched once, and again when they have changed; what lists show
 * anyway keeps it fresh.
 */
export class Directory {
	private readonly chats = new BoundedMap<string, Entry>(MAX_CHATS);
	private readonly requests = new Map<string, Promise<IDataObject>>();
	/** What Beeper's last list of accounts says; each list replaces it. */
	private accounts = new Map<string, IDataObject>();
	/** Accounts that Beeper was asked about; iMessage is in chats, but in no list of accounts. */
	private readonly resolved = new BoundedSet<string>(MAX_ACCOUNTS);
	private accountsAt = -Infinity;
	private accountsRequest: Promise<void> | undefined;

	constructor(
		private readonly reader: Reader,
		private readonly now: () => number = Date.now,
	) {}

	/** Takes a chat as a list, or Beeper asked for it, shows it. */
	learn(chat: Chat): IDataObject {
		const { localChatID = undefined } = chat as { localChatID?: string };
		const entry = { chat: summary(chat), localChatID, at: this.now(), isStale: false };
		return this.store(chat.id, entry);
	}

	/** Notes that a chat is no longer what it was. */
	markStale(chatID: string) {
		const entry = this.chats.get(chatID);
		if (entry) entry.isStale = true;
	}

	/** The chat as items carry it, if nothing has to be asked for. */
	chatNow(chatID: string): IDataObject | undefined {
		const entry = this.chats.get(chatID);
		const isDue = entry?.isStale === true && this.now() - entry.at >= REFRESH_MS;
		return entry && !isDue ? entry.chat : undefined;
	}

	/** The chat's ID in this installation, as far as it is known. */
	localID = (chatID: string): string | undefined => this.chats.get(chatID)?.localChatID;

	/** { id, title, type, network, accountID, isArchived, isMuted, isLowPriority, isPinned }; what Beeper does not say is null. */
	async chat(chatID: string, accountID: string): Promise<IDataObject> {
		const chat = this.chatNow(chatID);
		if (chat) return chat;
		const asking = this.requests.get(chatID) ?? this.fetch(chatID, accountID);
		this.requests.set(chatID, asking);
		try {
			return await asking;
		} finally {
			this.requests.delete(chatID);
		}
	}

	private async fetch(chatID: string, accountID: string): Promise<IDataObject> {
		const path = chatPath(chatID);
		const result = await this.reader.getOnce(path, { maxParticipantCount: 0 }, TIMEOUT_MS);
		if (isSuccess(result)) {
			return this.learn({ id: chatID, accountID, ...(result.body as IDataObject) } as Chat);
		}
		// Better an event without the chat's title than no event, or a late one.
		const chat = this.chats.get(chatID)?.chat ?? summary({ id: chatID, accountID });
		return this.store(chatID, { chat, at: this.retryAt(), isStale: true });
	}

	private store(chatID: string, entry: Entry): IDataObject {
		this.chats.set(chatID, entry);
		return entry.chat;
	}

	/** The time to note for what could not be had, so that it is due again after `ASK_AGAIN_MS`. */
	private retryAt = () => this.now() - REFRESH_MS + ASK_AGAIN_MS;

	/** Takes the answer of GET /v1/accounts. */
	learnAccounts(body: unknown) {
		if (!Array.isArray(body)) return;
		this.accountsAt = this.now();
		this.accounts = new Map(
			(body as IDataObject[]).map(({ accountID, network, bridge, user }) => {
				const { type } = (bridge ?? {}) as { type?: string };
				return [
					String(accountID),
					{ accountID, network: network ?? type ?? null, user: user ?? null },
				];
			}),
		);
		for (const accountID of this.accounts.keys()) this.resolved.add(accountID);
	}

	/** Whether Beeper was asked about this account. */
	isResolved = (accountID: string) => this.resolved.has(accountID);

	/** Whether Beeper lists this account. */
	isListed = (accountID: string) => this.accounts.has(accountID);

	/** The IDs of all accounts that Beeper lists. */
	async allAccounts(): Promise<string[]> {
		if (this.accounts.size === 0) await this.refreshAccounts();
		return [...this.accounts.keys()];
	}

	/** Asks Beeper for its accounts, unless it has just been asked; afterwards the account is resolved. */
	async resolve(accountID: string): Promise<void> {
		if (!this.isResolved(accountID)) await this.refreshAccounts();
		this.resolved.add(accountID);
	}

	/** The account as items carry it, if nothing has to be asked for. */
	accountNow(accountID: string): IDataObject | undefined {
		return this.accounts.get(accountID);
	}

	/** { accountID, network, user }; of an account that Beeper does not list (iMessage) what the chat says. */
	async account(accountID: string, chat: IDataObject): Promise<IDataObject> {
		if (!this.isListed(accountID) && this.now() - this.accountsAt >= REFRESH_MS) {
			await this.refreshAccounts();
		}
		return this.accounts.get(accountID) ?? { accountID, network: chat.network ?? null, user: null };
	}

	private async refreshAccounts(): Promise<void> {
		this.accountsRequest ??= this.fetchAccounts();
		await this.accountsRequest;
		this.accountsRequest = undefined;
	}

	private async fetchAccounts(): Promise<void> {
		this.accountsAt = this.retryAt();
		const result = await this.reader.getOnce('/v1/accounts', {}, TIMEOUT_MS);
		if (isSuccess(result)) this.learnAccounts(result.body);
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
