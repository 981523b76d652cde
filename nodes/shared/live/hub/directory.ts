import type { IDataObject } from 'n8n-workflow';
import type { ApiClient } from '../../api/apiClient';
import { isSuccess } from '../../api/httpResult';
import { chatPath } from '../../api/path';
import type { Chat } from '../../model/chat';
import { pick } from '../../values/pick';
import { BoundedMap, BoundedSet } from '../../values/bounded';
import { objectsIn } from '../../values/list';

/** A chat that has changed is requested again, but at most this often; unlisted accounts, too. */
const REFRESH_MS = 60_000;

/** What Beeper did not return is not requested again for this long. */
const RETRY_MS = 5_000;

/** How long an event waits at most for its chat or account. */
const TIMEOUT_MS = 5_000;

/** How many chats are remembered; the first that was stored is forgotten first. */
const MAX_CHATS = 5_000;

/** How many accounts count as resolved. Messages name them, so a server could go on inventing some. */
const MAX_ACCOUNTS = 10_000;

interface Entry {
	chat: IDataObject;
	/** The chat's ID in this installation, which no event has. */
	localChatID?: string;
	/** When (ms) it was stored. */
	at: number;
	isStale: boolean;
}

/**
 * Chats and accounts as items show them. Requested once, and again when they have changed; chats that lists show are
 * learned from there.
 */
export class Directory {
	private readonly chats = new BoundedMap<string, Entry>(MAX_CHATS);
	private readonly requests = new Map<string, Promise<IDataObject>>();
	/** What Beeper's last list of accounts says; each list replaces the one before. */
	private accounts = new Map<string, IDataObject>();
	/** Accounts for which the list was requested, whether they are in it or not: those of iMessage are not. */
	private readonly resolved = new BoundedSet<string>(MAX_ACCOUNTS);
	/** When (ms) accounts were requested last. */
	private accountsAt = -Infinity;
	private accountsRequest: Promise<void> | undefined;

	constructor(
		private readonly client: Pick<ApiClient, 'getOnce'>,
		private readonly now: () => number = Date.now,
	) {}

	/** Stores a chat of a list or a response; returns it as items show it. */
	learn(chat: Chat): IDataObject {
		const { localChatID = undefined } = chat as { localChatID?: string };
		const entry = { chat: summary(chat), localChatID, at: this.now(), isStale: false };
		return this.store(chat.id, entry);
	}

	/** Notes that a chat has changed. */
	markStale(chatID: string) {
		const entry = this.chats.get(chatID);
		if (entry) entry.isStale = true;
	}

	/** The chat as items show it; `undefined` if it has to be requested. */
	chatNow(chatID: string): IDataObject | undefined {
		const entry = this.chats.get(chatID);
		const isDue = entry?.isStale === true && this.now() - entry.at >= REFRESH_MS;
		return entry && !isDue ? entry.chat : undefined;
	}

	/** The chat's ID in this installation; `undefined` if it is not known. */
	localID = (chatID: string): string | undefined => this.chats.get(chatID)?.localChatID;

	/**
	 * The chat as items show it, requested if necessary: { id, title, type, network, accountID, isArchived, isMuted,
	 * isLowPriority, isPinned }. What Beeper does not say is null. Never rejects.
	 */
	async chat(chatID: string, accountID: string): Promise<IDataObject> {
		const chat = this.chatNow(chatID);
		if (chat) return chat;
		const request = this.requests.get(chatID) ?? this.fetch(chatID, accountID);
		this.requests.set(chatID, request);
		try {
			return await request;
		} finally {
			this.requests.delete(chatID);
		}
	}

	private async fetch(chatID: string, accountID: string): Promise<IDataObject> {
		const path = chatPath(chatID);
		const result = await this.client.getOnce(path, { maxParticipantCount: 0 }, TIMEOUT_MS);
		if (isSuccess(result)) {
			return this.learn({ id: chatID, accountID, ...(result.body as IDataObject) } as Chat);
		}
		// An event without the chat's title is better than a late one, or none.
		const chat = this.chats.get(chatID)?.chat ?? summary({ id: chatID, accountID });
		return this.store(chatID, { chat, at: this.retryAt(), isStale: true });
	}

	private store(chatID: string, entry: Entry): IDataObject {
		this.chats.set(chatID, entry);
		return entry.chat;
	}

	/** The time to note for what Beeper did not return, so that it is due again after `RETRY_MS`. */
	private retryAt = () => this.now() - REFRESH_MS + RETRY_MS;

	/** Stores the body of GET /v1/accounts; ignores anything that is no list. */
	learnAccounts(body: unknown) {
		if (!Array.isArray(body)) return;
		this.accountsAt = this.now();
		this.accounts = new Map(
			objectsIn(body).map(({ accountID, network, bridge, user }) => {
				const { type } = (bridge ?? {}) as { type?: string };
				return [
					String(accountID),
					{ accountID, network: network ?? type ?? null, user: user ?? null },
				];
			}),
		);
		for (const accountID of this.accounts.keys()) this.resolved.add(accountID);
	}

	/** Whether accounts were requested since this one was first named: if it is not listed, it will not be. */
	isResolved = (accountID: string) => this.resolved.has(accountID);

	/** Whether Beeper lists this account. */
	isListed = (accountID: string) => this.accounts.has(accountID);

	/** The IDs of all accounts that Beeper lists, requested if none are known. Never rejects. */
	async allAccounts(): Promise<string[]> {
		if (this.accounts.size === 0) await this.refreshAccounts();
		return [...this.accounts.keys()];
	}

	/** Requests accounts unless this one is resolved; afterwards it is, whatever Beeper answers. Never rejects. */
	async resolve(accountID: string): Promise<void> {
		if (!this.isResolved(accountID)) await this.refreshAccounts();
		this.resolved.add(accountID);
	}

	/** The account as items show it; `undefined` if Beeper has not listed it. */
	accountNow(accountID: string): IDataObject | undefined {
		return this.accounts.get(accountID);
	}

	/**
	 * The account as items show it, requested if necessary: { accountID, network, user }. If Beeper does not list it,
	 * as with iMessage, the network is the chat's. Never rejects.
	 */
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
		const result = await this.client.getOnce('/v1/accounts', {}, TIMEOUT_MS);
		if (isSuccess(result)) this.learnAccounts(result.body);
	}
}

const summary = (chat: IDataObject): IDataObject => ({
	id: chat.id,
	...pick(chat, 'title', 'type', 'network', 'accountID'),
	...pick(chat, 'isArchived', 'isMuted', 'isLowPriority', 'isPinned'),
});
