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

/** Address and token of one Beeper. */
export interface Credential {
	baseUrl: string;
	accessToken: string;
}

/** The same text for the same Beeper and token. */
export const credentialKey = ({ baseUrl, accessToken }: Credential) => `${baseUrl}\n${accessToken}`;

/**
 * How long (ms) a credential is used before it is read again. For each read n8n starts an isolate, which takes longer
 * than the request, and catching up may take hundreds of requests.
 */
const HOLDS_MS = 10_000;

/** The helper of n8n 2.41 that knows which addresses may be connected to. */
type EgressFiltered = Pick<RequestHelperFunctions, 'getSecureEgressFilter'>;

/** What `ApiClient` needs of an n8n context. */
export type ApiContext = Pick<IAllExecuteFunctions, 'helpers' | 'getNode'> & {
	getCredentials(name: string): Promise<unknown>;
};

/**
 * Beeper's REST API for what outlives an operation, such as a trigger. `getOnce` and `postOnce` never throw: a
 * response of any status, and the lack of one, is an `HttpResult`.
 */
export class ApiClient {
	/** The credential as last read. */
	used: Credential | undefined;
	/** The ID of the n8n credential that it reads. */
	readonly credentialID: string;
	private readAt = -Infinity;

	constructor(
		private readonly context: ApiContext,
		private readonly signal: AbortSignal,
		/** Keeps a credential until Beeper refuses it: after an execution has ended, n8n may not give it again. */
		private readonly keepsCredential = false,
	) {
		const { beeperApi } = context.getNode().credentials ?? {};
		this.credentialID = beeperApi?.id ?? '';
	}

	/** One GET, not repeated; `timeout` in ms. */
	async getOnce(url: string, qs: IDataObject = {}, timeout = 30_000): Promise<HttpResult> {
		return await this.once({ method: 'GET', url, qs: omitEmpty(qs), timeout });
	}

	/** One POST, not repeated. */
	async postOnce(url: string, body: IDataObject): Promise<HttpResult> {
		return await this.once({ method: 'POST', url, body, timeout: 30_000 });
	}

	private async once(request: IHttpRequestOptions): Promise<HttpResult> {
		try {
			const { baseUrl, accessToken } = await this.recent();
			const options = { ...request, baseURL: baseUrl, abortSignal: this.signal };
			const result = await httpRequest(this.context, options, accessToken);
			// Read it again next time: it may have been corrected meanwhile.
			if (result.status === 401) this.readAt = -Infinity;
			return result;
		} catch (error) {
			// The credential could not be read, which may pass: treated as an outage.
			return noResponse(error);
		}
	}

	/** Reads the credential again, so that a corrected token or address is used. Throws if n8n cannot read it. */
	async credential(): Promise<Credential> {
		const { baseUrl, accessToken } = (await this.context.getCredentials('beeperApi')) as Credential;
		this.used = { baseUrl: trimBaseUrl(baseUrl), accessToken: trimToken(accessToken) };
		this.readAt = Date.now();
		return this.used;
	}

	/**
	 * Throws if n8n's protection against server-side request forgery blocks the address. n8n's HTTP helper checks that
	 * by itself, the built-in WebSocket does not. Older versions of n8n have no such protection.
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
