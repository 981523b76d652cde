import type { IDataObject } from 'n8n-workflow';
import type { Credential } from '../../api/apiClient';
import type { HttpResult } from '../../api/httpResult';
import type { StatusEvent } from '../statusEvent';
import type { Directory } from './directory';
import type { LogicalClock } from './logicalClock';
import type { Subscriber } from './subscriber';

/** What a hub offers to its parts. `Hub` implements all of it; each part takes what it uses, with `Pick`. */
export interface HubServices {
	/** The address and token that this hub is for, and `credentialKey` of them. */
	readonly credential: Credential;
	readonly key: string;
	readonly baseUrl: string;
	/** Aborts when the last subscriber has left. */
	readonly signal: AbortSignal;
	readonly clock: LogicalClock;
	readonly subscribers: ReadonlySet<Subscriber>;
	readonly directory: Directory;
	/** Whether there is a feed. */
	readonly isConnected: boolean;
	/** Since when (ms) there has been a feed; Infinity without one. */
	readonly feedSince: number;
	/** GET with retries; `timeout` in ms is for each try. Never rejects. */
	readonly get: (url: string, qs?: IDataObject, timeout?: number) => Promise<HttpResult>;
	/** GET with one try. Never rejects. */
	readonly getOnce: (url: string, qs?: IDataObject, timeout?: number) => Promise<HttpResult>;
	/** Writes to n8n's log, in the name of one subscriber. */
	log(event: StatusEvent): void;
	/** Reports an error that should not happen, in the name of one subscriber. */
	onError(error: Error): void;
	/** Has a chat read before others, in the reconciler's current or next run. */
	prioritize(chatID: string): void;
	/** Has a chat read now, or right after the current run. */
	rereadChat(chatID: string): void;
	/** Moves a subscriber to the hub of another address or token. */
	move(subscriber: Subscriber, to: Credential): void;
}
