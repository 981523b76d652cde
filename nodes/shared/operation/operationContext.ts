import type {
	DeclarativeRestApiSettings,
	IDataObject,
	IExecutePaginationFunctions,
	IHttpRequestOptions,
} from 'n8n-workflow';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import { omitEmpty } from '../values/omitEmpty';
import { httpRequest } from '../api/httpRequest';
import { download } from '../api/download';
import { errorText, type FailedRequest } from '../api/errors/errorText';
import { subjectLabels, labelsOf } from '../api/errors/fieldLabels';
import { networkText } from '../api/errors/networkText';
import type { Route } from './route';
import { isSuccess, type HttpResponse, type HttpResult } from '../api/httpResult';
import { fillPath, PathError } from '../api/path';
import { wait } from '../values/wait';
import { withRetry } from '../api/persist';
import type { BeeperRequest, SendOptions } from '../api/request';
import type { NodeRun } from './nodeRun';
import { isOlder } from '../api/version';

/** What an operation works with for one item: its parameters, its prepared request, and Beeper. */
export class OperationContext {
	/** Lets the next write to the same chat begin; an operation that goes on after it calls this. */
	accepted: () => void = () => {};

	/** The request that n8n's routing engine prepared from menu entry and fields, without empty values. */
	readonly request: BeeperRequest;
	readonly isWrite: boolean;
	readonly signal: AbortSignal | undefined;
	private readonly parameters = new Map<string, unknown>();
	private readonly labels: Record<string, string>;

	constructor(
		readonly n8n: IExecutePaginationFunctions,
		private readonly operation: Route,
		readonly run: NodeRun,
		private readonly prepared: DeclarativeRestApiSettings.HttpRequestOptions,
	) {
		const { method, url } = operation.option.routing.request;
		this.request = {
			method,
			url,
			qs: omitEmpty((prepared.qs ?? {}) as IDataObject),
			body: omitEmpty((prepared.body ?? {}) as IDataObject),
		};
		this.isWrite = method !== 'GET';
		this.signal = n8n.getExecutionCancelSignal();
		this.labels = labelsOf(operation.fields);
	}

	/** A parameter of this item; of a resource locator the value. Evaluated once: expressions are what costs. */
	parameter<T = string>(name: string, fallback?: T): T {
		if (!this.parameters.has(name)) {
			const value = this.n8n.getNodeParameter(name, fallback, { extractValue: true });
			this.parameters.set(name, value);
		}
		return this.parameters.get(name) as T;
	}

	/** What writes of one run must keep order about: the chat, else the account, else everything. */
	get orderKey(): string {
		const inPath = this.operation.option.routing.request.url.includes('{chatID}');
		return inPath ? `chat ${this.parameter('chatID', '')}` : 'new chats';
	}

	/**
	 * Sends a request (by default the prepared one), tries again where that is safe, and returns
	 * Beeper's answer; throws a `NodeApiError` that says what happened and what to do.
	 */
	async send(
		request: BeeperRequest = this.request,
		options: SendOptions = {},
	): Promise<HttpResponse> {
		const { repeatable = request.method === 'GET', accept = [] } = options;
		const result = await this.resultOf(request, repeatable);
		const isAccepted = result.status !== undefined && accept.includes(result.status);
		if (isSuccess(result) || isAccepted) return result as HttpResponse;
		throw await this.describeFailure(result, request, repeatable, options.since);
	}

	/** Like `send`, but a refusal, and the lack of an answer, is returned too; see `refusalOf`. */
	async resultOf(request: BeeperRequest, repeatable: boolean): Promise<HttpResult> {
		return await withRetry(async () => await this.attempt(request), {
			repeatable,
			signal: this.signal,
			// Beeper's wish to slow down holds for the whole run, a broken connection for this item.
			onWait: ({ reason, waitMs }) => reason !== 'lost' && this.run.holdBack(waitMs),
		});
	}

	/**
	 * A read from a server that is not Beeper's: under the same cap and tried again the same way, but its
	 * wish to slow down holds for this item alone. `exchange` gets what the user set for requests.
	 */
	async requestElsewhere(
		exchange: (
			options: Pick<IHttpRequestOptions, 'timeout' | 'abortSignal'>,
		) => Promise<HttpResult>,
	): Promise<HttpResult> {
		const options = { timeout: this.prepared.timeout, abortSignal: this.signal };
		return await withRetry(
			async () => await this.run.attempt(async () => await exchange(options)),
			{
				repeatable: true,
				signal: this.signal,
			},
		);
	}

	/** Whether the Beeper that gave this answer is older than a version; not if it does not say. */
	isBefore({ headers }: HttpResponse, version: string): boolean {
		const running = headers['x-beeper-desktop-version'];
		return running !== undefined && isOlder(running, version);
	}

	/** The error for what was asked for with `accept` or `outcomeOf` and is a failure after all. */
	async errorOf(result: HttpResult, request = this.request): Promise<NodeApiError> {
		return await this.describeFailure(result, request, request.method === 'GET');
	}

	/** An error about this item's input, found before anything was sent. */
	inputError(message: string, description: string): NodeOperationError {
		return new NodeOperationError(this.n8n.getNode(), message, {
			description,
			itemIndex: this.n8n.getItemIndex(),
		});
	}

	/** An error about what Beeper or the network answered. */
	apiError(message: string, description: string, status?: number): NodeApiError {
		return new NodeApiError(
			this.n8n.getNode(),
			{},
			{
				message,
				description,
				// Not Node's error code: n8n would put a sentence of its own in place of the title.
				httpCode: status === undefined ? undefined : String(status),
				itemIndex: this.n8n.getItemIndex(),
			},
		);
	}

	/** Waits, or ends at once when the execution is cancelled. */
	async wait(ms: number): Promise<void> {
		await wait(ms, this.signal);
	}

	/** One attempt under the run's cap, never repeated; throws once cancelled. */
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
			baseURL: this.baseUrl,
			url: this.fill(url),
			qs,
			body: (typeof body === 'function' ? await body() : body) as IHttpRequestOptions['body'],
		};
		return consume
			? await download(this.n8n, options, consume)
			: await httpRequest(this.n8n, options);
	}

	/** The base URL of the credential, without a slash at its end. */
	get baseUrl(): string {
		return this.run.baseUrl;
	}

	private fill(url: string): string {
		const path = fillPath(url, (name) => this.parameter(name, ''));
		if (!(path instanceof PathError)) return path;
		const { message, description } = path.explain(this.labels[path.parameter] ?? path.parameter);
		throw this.inputError(message, description);
	}

	private async describeFailure(
		result: HttpResult,
		request: BeeperRequest,
		repeatable: boolean,
		since = this.operation.since,
	): Promise<NodeApiError> {
		const asked: FailedRequest = {
			baseUrl: this.baseUrl,
			write: request.method !== 'GET',
			repeatable,
			uncertain: this.operation.uncertain ?? 'The change may have been made',
			since,
			ids: subjectLabels(request.url, this.operation.fields, (name) => this.parameter(name, null)),
			labels: this.labels,
		};
		const { networkRule: limit } = this.operation;
		const api = errorText(result, asked);
		const { message, description } = limit
			? await networkText(limit, result, request, async (get) => await this.attempt(get), api)
			: api;
		return this.apiError(message, description, result.status);
	}
}
