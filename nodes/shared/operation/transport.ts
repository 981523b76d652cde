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

/** Makes the HTTP requests of one item: within the limit of its run, repeated where that is safe. */
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

	/** The result of a request, repeated where that is safe; `repeatable`: it may be made twice without harm. */
	async resultOf(request: BeeperRequest, repeatable: boolean): Promise<HttpResult> {
		return await withRetry(async () => await this.attempt(request), {
			repeatable,
			signal: this.signal,
			// A demand to slow down delays the whole run, a broken connection only this item.
			onWait: ({ reason, waitMs }) => reason !== 'lost' && this.run.holdBack(waitMs),
		});
	}

	/** The result of a GET to a server that is not Beeper's. Its demand to slow down delays only this item. */
	async resultElsewhere(
		get: (options: Pick<IHttpRequestOptions, 'timeout' | 'abortSignal'>) => Promise<HttpResult>,
	): Promise<HttpResult> {
		const options = { timeout: this.prepared.timeout, abortSignal: this.signal };
		return await withRetry(async () => await this.run.attempt(async () => await get(options)), {
			repeatable: true,
			signal: this.signal,
		});
	}

	/** One attempt within the limit of the run, never repeated; throws once the execution is cancelled. */
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
			// n8n 2.41 sets it by itself; older versions may not.
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
