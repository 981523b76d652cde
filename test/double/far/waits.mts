import type { Connection } from '../events/connection.mts';
import type { Told } from '../events/hub.mts';
import type { Recorded } from '../http/ledger.mts';
import type { Inside } from '../inside.mts';
import { endpointOf } from '../reference/endpoints.mts';
import type { LoginSession } from '../wire/bridges.mts';
import type { Message } from '../wire/models.mts';
import type { AppState, MailedCode, SetupState, Verification } from '../wire/setup.mts';

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
	/** A login session that was begun or changed, as it was then. */
	waitForLoginSession: (
		fits?: Fits<LoginSession>,
		options?: { timeoutMs?: number },
	) => Promise<LoginSession>;
	/** A sign-in code that was mailed. */
	waitForCode: (fits?: Fits<MailedCode>, options?: { timeoutMs?: number }) => Promise<MailedCode>;
	/** The app's sign-in going to another state. */
	waitForSetup: (
		fits?: Fits<AppState> | SetupState,
		options?: { timeoutMs?: number },
	) => Promise<AppState>;
	/** A verification that was asked for or changed, as it was then. */
	waitForVerification: (
		fits?: Fits<Verification> | Verification['state'],
		options?: { timeoutMs?: number },
	) => Promise<Verification>;
	/** A client that connected to the feed. */
	waitForSocket: (options?: { timeoutMs?: number }) => Promise<Connection>;
	/** A client whose `subscriptions.set` was taken: from here on it gets events. */
	waitForSubscription: (options?: { timeoutMs?: number }) => Promise<Connection>;
	/** A client that is gone. */
	waitForSocketClosed: (options?: { timeoutMs?: number }) => Promise<Connection>;
};

const any = () => true;

const inState = <Item extends { state: string }>(fits: Fits<Item> | Item['state']): Fits<Item> =>
	typeof fits === 'function' ? fits : ({ state }) => state === fits;

/** The waits over one double. A template that is not in the reference throws: it would never come. */
export function waitsOn(inside: Inside): Waits {
	const { ledger, hub, delivered, logins, codes, setups, verified } = inside;
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
		waitForLoginSession: (fits = any, { timeoutMs } = {}) =>
			logins.wait(fits, 'login session', timeoutMs),
		waitForCode: (fits = any, { timeoutMs } = {}) => codes.wait(fits, 'mailed code', timeoutMs),
		waitForSetup: (fits = any, { timeoutMs } = {}) =>
			setups.wait(inState(fits), 'setup state', timeoutMs),
		waitForVerification: (fits = any, { timeoutMs } = {}) =>
			verified.wait(inState(fits), 'verification', timeoutMs),
		waitForSocket: ({ timeoutMs } = {}) => hub.connected.wait(any, 'socket', timeoutMs),
		waitForSubscription: ({ timeoutMs } = {}) =>
			hub.subscribed.wait(any, 'subscriptions.set', timeoutMs),
		waitForSocketClosed: ({ timeoutMs } = {}) =>
			hub.disconnected.wait(any, 'closed socket', timeoutMs),
	};
}
