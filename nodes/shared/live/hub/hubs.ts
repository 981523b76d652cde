import { credentialKey, type Credential } from '../../api/apiClient';
import type { Subscriber } from './subscriber';
import { Hub } from './hub';

/** The stations of this process. Kept in the module: n8n loads it once, for all workflows. */
const hubs = new Map<string, Hub>();

/** A trigger's place at the station of its Beeper; which one that is may change with its credential. */
export class HubSubscription {
	private current: Hub | undefined;

	constructor(private readonly subscriber: Subscriber) {}

	/** The station it listens through; `undefined` before `take` and after `leave`. */
	get hub(): Hub | undefined {
		return this.current;
	}

	/** Joins the station for this address and token; the first trigger there opens it. */
	join(credential: Credential) {
		const key = credentialKey(credential);
		const hub = hubs.get(key) ?? new Hub(key, credential, moveSubscriber);
		hubs.set(key, hub);
		subscriptions.set(this.subscriber, this);
		this.current = hub;
		hub.join(this.subscriber);
	}

	/** Leaves; the last one closes the station. Doing it twice is harmless. */
	leave() {
		const hub = this.current;
		this.current = undefined;
		if (hub?.leave(this.subscriber)) hubs.delete(hub.key);
	}
}

const subscriptions = new WeakMap<Subscriber, HubSubscription>();

function moveSubscriber(subscriber: Subscriber, to: Credential) {
	const hubSubscription = subscriptions.get(subscriber);
	if (!hubSubscription?.hub) return;
	hubSubscription.leave();
	hubSubscription.join(to);
}
