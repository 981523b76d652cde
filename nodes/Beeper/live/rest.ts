import type { IDataObject, ITriggerFunctions } from 'n8n-workflow';
import { trimBaseUrl, trimToken } from '../shared/baseUrl';
import { compact } from '../shared/compact';
import { exchange, noAnswer } from '../shared/exchange';
import type { Outcome } from '../shared/outcome';

/** Where a Beeper is, and what it takes one for. */
export interface Credential {
	baseUrl: string;
	accessToken: string;
}

/** The same for the same Beeper and token. */
export const keyOf = ({ baseUrl, accessToken }: Credential) => `${baseUrl}\n${accessToken}`;

/**
 * How long a credential that was read holds. n8n starts an isolate of its own each time one is read, which takes
 * longer than the request, and catching up may take hundreds of requests.
 */
const HOLDS_MS = 10_000;

/** Reads Beeper's REST API for a trigger; every answer, and the lack of one, is an `Outcome`. */
export class Rest {
	/** The credential as it was when it was last read. */
	used: Credential | undefined;
	/** Which credential of n8n it reads. */
	readonly credentialID: string;
	private readAt = -Infinity;

	constructor(
		private readonly context: ITriggerFunctions,
		private readonly signal: AbortSignal,
	) {
		const { beeperApi } = context.getNode().credentials ?? {};
		this.credentialID = beeperApi?.id ?? '';
	}

	/** One GET without a second try; `timeout` in ms. */
	async getOnce(url: string, qs: IDataObject = {}, timeout = 30_000): Promise<Outcome> {
		try {
			const { baseUrl, accessToken } = await this.recent();
			const outcome = await exchange(
				this.context,
				{
					method: 'GET',
					baseURL: baseUrl,
					url,
					qs: compact(qs),
					timeout,
					abortSignal: this.signal,
				},
				accessToken,
			);
			// Perhaps the credential has been mended since it was read.
			if (outcome.status === 401) this.readAt = -Infinity;
			return outcome;
		} catch (error) {
			// The credential could not be read, which may pass: an outage like any other.
			return noAnswer(error);
		}
	}

	/** The credential as it is now: a mended token or address is picked up. Fails where n8n cannot read it. */
	async credential(): Promise<Credential> {
		const { baseUrl, accessToken } = await this.context.getCredentials<{
			baseUrl: string;
			accessToken: string;
		}>('beeperApi');
		this.used = { baseUrl: trimBaseUrl(baseUrl), accessToken: trimToken(accessToken) };
		this.readAt = Date.now();
		return this.used;
	}

	private async recent(): Promise<Credential> {
		if (this.used && Date.now() - this.readAt < HOLDS_MS) return this.used;
		return await this.credential();
	}
}
