import type {
	IAllExecuteFunctions,
	IDataObject,
	IHttpRequestOptions,
	RequestHelperFunctions,
} from 'n8n-workflow';
import { OperationalError } from 'n8n-workflow';
import { trimBaseUrl, trimToken } from './baseUrl';
import { omitEmpty } from '../values/omitEmpty';
import { httpRequest, noResponse } from './httpRequest';
import { blockedText, isBlocked } from './errors/unreachableText';
import type { HttpResult } from './httpResult';

/** Where a Beeper is, and what it takes one for. */
export interface Credential {
	baseUrl: string;
	accessToken: string;
}

/** The same for the same Beeper and token. */
export const credentialKey = ({ baseUrl, accessToken }: Credential) => `${baseUrl}\n${accessToken}`;

/**
 * How long a credential that was read holds. n8n starts an isolate of its own each time one is read, which takes
 * longer than the request, and catching up may take hundreds of requests.
 */
const HOLDS_MS = 10_000;

/** The helper of n8n 2.41 that tells which addresses may be connected to. */
type EgressFiltered = Pick<RequestHelperFunctions, 'getSecureEgressFilter'>;

/** What it needs of n8n's contexts. */
export type ApiContext = Pick<IAllExecuteFunctions, 'helpers' | 'getNode'> & {
	getCredentials(name: string): Promise<unknown>;
};

/**
 * Beeper's REST API for what goes on longer than n8n's own requests, such as a trigger; every answer, and the
 * lack of one, is an `Outcome`.
 */
export class ApiClient {
	/** The credential as it was when it was last read. */
	used: Credential | undefined;
	/** Which credential of n8n it reads. */
	readonly credentialID: string;
	private readAt = -Infinity;

	constructor(
		private readonly context: ApiContext,
		private readonly signal: AbortSignal,
		/** Once read, a credential is good until Beeper refuses it: when an execution is over n8n may give it no more. */
		private readonly keepsCredential = false,
	) {
		const { beeperApi } = context.getNode().credentials ?? {};
		this.credentialID = beeperApi?.id ?? '';
	}

	/** One GET without a second try; `timeout` in ms. */
	async getOnce(url: string, qs: IDataObject = {}, timeout = 30_000): Promise<HttpResult> {
		return await this.once({ method: 'GET', url, qs: omitEmpty(qs), timeout });
	}

	/** One POST, not to be repeated where its outcome is unknown. */
	async postOnce(url: string, body: IDataObject): Promise<HttpResult> {
		return await this.once({ method: 'POST', url, body, timeout: 30_000 });
	}

	private async once(request: IHttpRequestOptions): Promise<HttpResult> {
		try {
			const { baseUrl, accessToken } = await this.recent();
			const options = { ...request, baseURL: baseUrl, abortSignal: this.signal };
			const result = await httpRequest(this.context, options, accessToken);
			// Perhaps the credential has been mended since it was read.
			if (result.status === 401) this.readAt = -Infinity;
			return result;
		} catch (error) {
			// The credential could not be read, which may pass: an outage like any other.
			return noResponse(error);
		}
	}

	/** The credential as it is now: a mended token or address is picked up. Fails where n8n cannot read it. */
	async credential(): Promise<Credential> {
		const { baseUrl, accessToken } = (await this.context.getCredentials('beeperApi')) as Credential;
		this.used = { baseUrl: trimBaseUrl(baseUrl), accessToken: trimToken(accessToken) };
		this.readAt = Date.now();
		return this.used;
	}

	/**
	 * Throws where n8n's protection against server-side request forgery blocks the address. n8n's HTTP helper asks
	 * it by itself; the built-in WebSocket has to be asked for. Older versions of n8n have no such protection.
	 */
	async mayDial(baseUrl: string): Promise<void> {
		const helpers: Partial<EgressFiltered> = this.context.helpers;
		const allowed = await helpers.getSecureEgressFilter?.().validateUrl(baseUrl);
		if (allowed?.ok === false && isBlocked(allowed.error.message)) {
			throw new OperationalError(blockedText(baseUrl).message);
		}
	}

	private async recent(): Promise<Credential> {
		const isGood = this.keepsCredential
			? Number.isFinite(this.readAt)
			: Date.now() - this.readAt < HOLDS_MS;
		if (this.used && isGood) return this.used;
		return await this.credential();
	}
}
