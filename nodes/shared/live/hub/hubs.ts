import { credentialKey, type Credential } from '../../api/apiClient';
import { Hub } from './hub';
import type { Subscriber } from './subscriber';

/**
 * The hubs of this process, by `credentialKey`: the only state that a module of `live/` keeps. It stands in a module
 * since n8n loads that once, for all workflows. Only `HubSubscription` writes: the first subscriber to an address
 * and token adds a hub, the last one to leave removes it. So there are never more hubs than subscribers.
 */
const hubs = new Map<string, Hub>();

/** Keeps one subscriber at the hub of its credential, also when the credential changes. */
export class HubSubscription {
	private current: Hub | undefined;

	constructor(private readonly subscriber: Subscriber) {}

	/** The hub it is at; `undefined` before `join` and after `leave`. */
	get hub(): Hub | undefined {
		return this.current;
	}

	/** Joins the hub for this address and token; the first subscriber there starts it. */
	join(credential: Credential) {
		const key = credentialKey(credential);
		const hub = hubs.get(key) ?? new Hub(key, credential);
		hubs.set(key, hub);
		this.current = hub;
		hub.join(this.subscriber, (to) => this.move(to));
	}

	/** Leaves; the last subscriber ends the hub. Calling it twice is harmless. */
	leave() {
		const hub = this.current;
		this.current = undefined;
		if (hub?.leave(this.subscriber)) hubs.delete(hub.key);
	}

	private move(to: Credential) {
		if (!this.current) return;
		this.leave();
		this.join(to);
	}
}
