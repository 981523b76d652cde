import type { Connection } from '../events/connection.mts';
import type { Told } from '../events/hub.mts';
import type { Recorded } from '../http/ledger.mts';
import type { Inside } from '../inside.mts';
import { endpointOf } from '../reference/endpoints.mts';
import type { Message } from '../wire/models.mts';

type Fits<Item> = (item: Item) => boolean;

/** Waits are queued: what came before is not missed, and nothing is handed out twice. */
export type Waits = {
	/** A request to this `METHOD /v1/…/{template}` that was answered (or cut). */
	waitForRequest: (
		template: string,
		fits?: Fits<Recorded>,
		options?: { timeoutMs?: number; at?: 'answered' | 'arrived' },
	) => Promise<Recorded>;
	/** A domain event that happened, heard by a client or not. */
	waitForEvent: (
		type: Told['type'] | '*',
		fits?: Fits<Told>,
		options?: { timeoutMs?: number },
	) => Promise<Told>;
	/** A message sent through the API that reached the other side, in its final form. */
	waitForMessage: (fits?: Fits<Message>, options?: { timeoutMs?: number }) => Promise<Message>;
	/** A client that connected to the feed. */
	waitForSocket: (options?: { timeoutMs?: number }) => Promise<Connection>;
	/** A client whose `subscriptions.set` was taken: from here on it gets events. */
	waitForSubscription: (options?: { timeoutMs?: number }) => Promise<Connection>;
	/** A client that is gone. */
	waitForSocketClosed: (options?: { timeoutMs?: number }) => Promise<Connection>;
};

const any = () => true;

/** The waits over one double. A template that is not in the reference throws: it would never come. */
export function waitsOn({ ledger, hub, delivered }: Inside): Waits {
	return {
		waitForRequest(template, fits = any, { timeoutMs, at = 'answered' } = {}) {
			endpointOf(template);
			const queue = at === 'answered' ? ledger.finished : ledger.started;
			const isIt = (one: Recorded) => one.route === template && fits(one);
			return queue.wait(isIt, `request ${template}`, timeoutMs);
		},
		waitForEvent(type, fits = any, { timeoutMs } = {}) {
			const isIt = (one: Told) => (type === '*' || one.type === type) && fits(one);
			return hub.events.wait(isIt, `event ${type}`, timeoutMs);
		},
		waitForMessage: (fits = any, { timeoutMs } = {}) =>
			delivered.wait(fits, 'message', timeoutMs).then((message) => structuredClone(message)),
		waitForSocket: ({ timeoutMs } = {}) => hub.connected.wait(any, 'socket', timeoutMs),
		waitForSubscription: ({ timeoutMs } = {}) =>
			hub.subscribed.wait(any, 'subscriptions.set', timeoutMs),
		waitForSocketClosed: ({ timeoutMs } = {}) =>
			hub.disconnected.wait(any, 'closed socket', timeoutMs),
	};
}
