import type { ApiClient, ApiContext } from '../api/apiClient';

/** What a listener works with. */
export interface ListenerContext {
	n8n: ApiContext;
	client: ApiClient;
	/** Ends it without an answer. */
	signal: AbortSignal;
	/** Writes to n8n's log; never a text of a message. */
	log(level: 'info' | 'warn', message: string): void;
	/** Where the question comes from: then what came before it is known, except where it was saved. */
	origin: Origin;
}

/** Asked by this process, saved before n8n was restarted, or handed over by another process. */
export type Origin = 'asked' | 'saved' | 'taken';
