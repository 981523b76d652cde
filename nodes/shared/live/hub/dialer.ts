import { credentialKey, type Credential } from '../../api/apiClient';
import { failedRead, errorText } from '../../api/errors/errorText';
import { isSuccess } from '../../api/httpResult';
import type { Address } from '../feed/connection';
import type { Diagnosis } from '../feed/feed';
import type { HubServices } from './hubServices';

/** Says where the feed is to dial, and why a dial failed. */
export class Dialer {
	private isUnauthorizedReported = false;
	/** Whether this Beeper has ever given its feed. */
	private wasConnected = false;
	/** When (ms) the last dial began. */
	private dialledAt = 0;

	constructor(
		private readonly hub: Pick<
			HubServices,
			'credential' | 'directory' | 'getOnce' | 'key' | 'move' | 'subscribers'
		>,
	) {}

	/** Takes that there is a feed; returns a time (ms) before Beeper began to put events on it, and not long before. */
	connected(): number {
		this.isUnauthorizedReported = false;
		this.wasConnected = true;
		return this.dialledAt;
	}

	/**
	 * The address of the feed. First reads each subscriber's credential, and moves those away whose credential has
	 * changed. Throws if n8n's protection against server-side request forgery blocks the address.
	 */
	async address(): Promise<Address> {
		const { key, subscribers } = this.hub;
		// Each credential is read once for all that share it: n8n takes some ms for it.
		const read = new Map<string, Promise<Credential | undefined>>();
		for (const subscriber of [...subscribers]) {
			const { credentialID } = subscriber.client;
			const reading =
				read.get(credentialID) ?? subscriber.client.credential().catch(() => undefined);
			read.set(credentialID, reading);
			const found = await reading;
			if (!found || credentialKey(found) === key) continue;
			const now = await subscriber.client.credential().catch(() => undefined);
			if (now && credentialKey(now) !== key && subscribers.has(subscriber))
				this.hub.move(subscriber, now);
		}
		const { baseUrl, accessToken } = this.hub.credential;
		const [first] = subscribers;
		await first?.client.mayDial(baseUrl);
		this.dialledAt = Date.now();
		const url = `${baseUrl.replace(/^http/i, 'ws')}/v1/ws`;
		return { url, headers: { Authorization: `Bearer ${accessToken}` } };
	}

	/** Why the last dial failed, as far as a request shows. */
	async diagnose(): Promise<Diagnosis> {
		const { subscribers, directory } = this.hub;
		const { baseUrl } = this.hub.credential;
		const result = await this.hub.getOnce('/v1/accounts', {}, 10_000);
		if (isSuccess(result)) {
			directory.learnAccounts(result.body);
			const why = this.wasConnected
				? ' at the moment'
				: '; it needs Beeper Desktop 4.2.557 or newer';
			return { reason: `Beeper answers, but refuses the event feed${why}` };
		}
		const isUnauthorized = result.status === 401;
		if (isUnauthorized && !this.isUnauthorizedReported) {
			this.isUnauthorizedReported = true;
			for (const subscriber of subscribers) subscriber.onUnauthorized(result, baseUrl);
		}
		return { reason: errorText(result, failedRead(baseUrl)).message, isUnauthorized };
	}
}
