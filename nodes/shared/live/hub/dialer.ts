import type { IDataObject } from 'n8n-workflow';
import { failedRead, errorText } from '../../api/errors/errorText';
import { isSuccess, type HttpResult } from '../../api/httpResult';
import type { Address } from '../feed/connection';
import type { Diagnosis } from '../feed/feed';
import { credentialKey, type Credential } from '../../api/apiClient';
import type { Directory } from './directory';
import type { Subscriber } from './subscriber';

/** What it works for. */
interface Beeper {
	readonly key: string;
	readonly subscribers: ReadonlySet<Subscriber>;
	readonly directory: Directory;
	getOnce(url: string, qs: IDataObject, timeout: number): Promise<HttpResult>;
}

/** The way to the feed: where to dial, and why the last dial came to nothing. */
export class Dialer {
	private isUnauthorizedReported = false;
	/** Whether this Beeper has given its feed before. */
	private wasConnected = false;

	constructor(
		private readonly beeper: Beeper,
		private readonly credential: Credential,
		private readonly move: (subscriber: Subscriber, to: Credential) => void,
	) {}

	/** There is a feed. */
	connected() {
		this.isUnauthorizedReported = false;
		this.wasConnected = true;
	}

	/** Before every dial: each trigger's credential as it is now, so that a mended one is picked up. */
	async address(): Promise<Address> {
		const { key, subscribers: subscribers } = this.beeper;
		// Most share one credential, and n8n takes some ms to read it.
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
				this.move(subscriber, now);
		}
		const { baseUrl, accessToken } = this.credential;
		const [first] = subscribers;
		await first?.client.mayDial(baseUrl);
		const url = `${baseUrl.replace(/^http/i, 'ws')}/v1/ws`;
		return { url, headers: { Authorization: `Bearer ${accessToken}` } };
	}

	/** Why the last dial came to nothing, as far as a request can tell. */
	async diagnose(): Promise<Diagnosis> {
		const { subscribers: subscribers, directory } = this.beeper;
		const { baseUrl } = this.credential;
		const result = await this.beeper.getOnce('/v1/accounts', {}, 10_000);
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
