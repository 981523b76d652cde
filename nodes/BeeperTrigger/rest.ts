import type { IDataObject, ITriggerFunctions } from 'n8n-workflow';
import { trimBaseUrl, trimToken } from '../Beeper/shared/baseUrl';
import { compact } from '../Beeper/shared/compact';
import { exchange, noAnswer } from '../Beeper/shared/exchange';
import type { Outcome } from '../Beeper/shared/outcome';
import { persist } from '../Beeper/shared/persist';

/** Reads Beeper's REST API for a trigger; every answer, and the lack of one, is an `Outcome`. */
export class Rest {
	/** The base URL of the credential, as it was when it was last read. */
	baseUrl = '';

	constructor(
		private readonly context: ITriggerFunctions,
		private readonly signal: AbortSignal,
	) {}

	/** GET with retries; `timeout` in ms is for one attempt. */
	async get(url: string, qs: IDataObject = {}, timeout = 30_000): Promise<Outcome> {
		return await persist(async () => await this.getOnce(url, qs, timeout), {
			repeatable: true,
			signal: this.signal,
		});
	}

	/** One GET without a second try. */
	async getOnce(url: string, qs: IDataObject = {}, timeout = 30_000): Promise<Outcome> {
		try {
			const { baseUrl } = await this.credential();
			return await exchange(this.context, {
				method: 'GET',
				baseURL: baseUrl,
				url,
				qs: compact(qs),
				timeout,
				abortSignal: this.signal,
			});
		} catch (error) {
			// The credential could not be read, which may pass: an outage like any other.
			return noAnswer(error);
		}
	}

	/** The credential as it is now: a mended token or address is picked up. Fails where n8n cannot read it. */
	async credential(): Promise<{ baseUrl: string; accessToken: string }> {
		const { baseUrl, accessToken } = await this.context.getCredentials<{
			baseUrl: string;
			accessToken: string;
		}>('beeperApi');
		this.baseUrl = trimBaseUrl(baseUrl);
		return { baseUrl: this.baseUrl, accessToken: trimToken(accessToken) };
	}
}
