import type {
	DeclarativeRestApiSettings,
	IExecutePaginationFunctions,
	IHttpRequestOptions,
} from 'n8n-workflow';
import { download } from '../api/download';
import { httpRequest } from '../api/httpRequest';
import type { HttpResult } from '../api/httpResult';
import type { BeeperRequest } from '../api/request';
import { withRetry } from '../api/retry';
import type { NodeRun } from './nodeRun';

/** Makes the HTTP requests of one item: under the cap of its run, tried again where that is safe. */
export class Transport {
	readonly signal: AbortSignal | undefined;

	constructor(
		private readonly n8n: IExecutePaginationFunctions,
		private readonly run: NodeRun,
		/** What the user set under "Request Options", among other things. */
		private readonly prepared: DeclarativeRestApiSettings.HttpRequestOptions,
		/** A path with its parameters filled in. */
		private readonly fill: (url: string) => string,
	) {
		this.signal = n8n.getExecutionCancelSignal();
	}

	/** The result of a request, tried again as often as that is safe; `repeatable`: it may be made twice without harm. */
	async resultOf(request: BeeperRequest, repeatable: boolean): Promise<HttpResult> {
		return await withRetry(async () => await this.attempt(request), {
			repeatable,
			signal: this.signal,
			// Beeper's wish to slow down holds for the whole run, a broken connection for this item.
			onWait: ({ reason, waitMs }) => reason !== 'lost' && this.run.holdBack(waitMs),
		});
	}

	/**
	 * The result of a read from a server that is not Beeper's: under the same cap and tried again the same way, but
	 * its wish to slow down holds for this item alone. `get` is given what the user set for requests.
	 */
	async resultElsewhere(
		get: (options: Pick<IHttpRequestOptions, 'timeout' | 'abortSignal'>) => Promise<HttpResult>,
	): Promise<HttpResult> {
		const options = { timeout: this.prepared.timeout, abortSignal: this.signal };
		return await withRetry(async () => await this.run.attempt(async () => await get(options)), {
			repeatable: true,
			signal: this.signal,
		});
	}

	/** One attempt under the run's cap, never repeated; throws once the execution is cancelled. */
	async attempt(request: BeeperRequest): Promise<HttpResult> {
		const isWrite = request.method !== 'GET';
		return await this.run.attempt(async () => await this.requestOnce(request), isWrite);
	}

	private async requestOnce(request: BeeperRequest): Promise<HttpResult> {
		const { method, url, qs, body, consume } = request;
		const { headers, proxy, skipSslCertificateValidation } = this.prepared;
		const options: IHttpRequestOptions = {
			headers,
			timeout: request.timeout ?? this.prepared.timeout,
			proxy,
			skipSslCertificateValidation: skipSslCertificateValidation === true,
			// n8n 2.41 puts it there by itself; nothing says that older ones do.
			abortSignal: this.signal,
			method,
			baseURL: this.run.baseUrl,
			url: this.fill(url),
			qs,
			body: (typeof body === 'function' ? await body() : body) as IHttpRequestOptions['body'],
		};
		return consume
			? await download(this.n8n, options, consume)
			: await httpRequest(this.n8n, options);
	}
}
