import type {
	DeclarativeRestApiSettings,
	IDataObject,
	IExecutePaginationFunctions,
} from 'n8n-workflow';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import { labelsOf } from '../api/errors/fieldLabels';
import { isSuccess, type HttpResponse, type HttpResult } from '../api/httpResult';
import { fillPath, PathError } from '../api/path';
import type { BeeperRequest, SendOptions } from '../api/request';
import { isOlder } from '../api/version';
import { omitEmpty } from '../values/omitEmpty';
import { wait } from '../values/wait';
import { failureText } from './failureText';
import type { NodeRun } from './nodeRun';
import type { Route } from './route';
import { Transport } from './transport';

/** What an operation works with for one item: parameters, prepared request, requests to Beeper, errors. */
export class OperationContext {
	/** Lets the next write with the same `orderKey` begin; for an operation that goes on after its own write. */
	accepted: () => void = () => {};

	/** The request that n8n's routing engine prepared from menu entry and fields, without empty values. */
	readonly request: BeeperRequest;
	readonly isWrite: boolean;
	private readonly parameters = new Map<string, unknown>();
	private readonly transport: Transport;

	constructor(
		/** n8n's own context of the item. */
		readonly n8n: IExecutePaginationFunctions,
		private readonly route: Route,
		readonly run: NodeRun,
		prepared: DeclarativeRestApiSettings.HttpRequestOptions,
	) {
		const { method, url } = route.option.routing.request;
		this.request = {
			method,
			url,
			qs: omitEmpty((prepared.qs ?? {}) as IDataObject),
			body: omitEmpty((prepared.body ?? {}) as IDataObject),
		};
		this.isWrite = method !== 'GET';
		this.transport = new Transport(n8n, run, prepared, (path) => this.fill(path));
	}

	/** A parameter of this item; of a resource locator the value. Evaluated once, since expressions are slow. */
	parameter<T = string>(name: string, fallback?: T): T {
		if (!this.parameters.has(name)) {
			const value = this.n8n.getNodeParameter(name, fallback, { extractValue: true });
			this.parameters.set(name, value);
		}
		return this.parameters.get(name) as T;
	}

	/** Writes of one run with the same key keep their order: those to one chat, and all without a chat in their path. */
	get orderKey(): string {
		const inPath = this.route.option.routing.request.url.includes('{chatID}');
		return inPath ? `chat ${this.parameter('chatID', '')}` : 'new chats';
	}

	/** The base URL of the credential, without a slash at its end. */
	get baseUrl(): string {
		return this.run.baseUrl;
	}

	/** Aborts when the execution is cancelled. */
	get signal(): AbortSignal | undefined {
		return this.transport.signal;
	}

	/** Waits, or ends at once when the execution is cancelled. */
	async wait(ms: number): Promise<void> {
		await wait(ms, this.signal);
	}

	/**
	 * Sends a request (by default the prepared one), tries again where that is safe, and returns
	 * Beeper's response; throws a `NodeApiError` that says what happened and what to do.
	 */
	async send(
		request: BeeperRequest = this.request,
		options: SendOptions = {},
	): Promise<HttpResponse> {
		const { repeatable = request.method === 'GET', accept = [], since } = options;
		const result = await this.resultOf(request, repeatable);
		const isAccepted = result.status !== undefined && accept.includes(result.status);
		if (isSuccess(result) || isAccepted) return result as HttpResponse;
		throw await this.errorOf(result, request, { repeatable, since });
	}

	/** Like `send`, but a failure is returned too; `errorOf` makes its error. */
	async resultOf(request: BeeperRequest, repeatable: boolean): Promise<HttpResult> {
		return await this.transport.resultOf(request, repeatable);
	}

	/** The result of a read from a server that is not Beeper's; see `Transport`. */
	async resultElsewhere(get: Parameters<Transport['resultElsewhere']>[0]): Promise<HttpResult> {
		return await this.transport.resultElsewhere(get);
	}

	/** One attempt within the limit of the run, never repeated; throws once the execution is cancelled. */
	async attempt(request: BeeperRequest): Promise<HttpResult> {
		return await this.transport.attempt(request);
	}

	/** Whether the Beeper that sent this response is older than a version; false without a version header. */
	isBefore({ headers }: HttpResponse, version: string): boolean {
		const running = headers['x-beeper-desktop-version'];
		return running !== undefined && isOlder(running, version);
	}

	/** The error for a failed result. */
	async errorOf(
		result: HttpResult,
		request: BeeperRequest = this.request,
		{ repeatable = request.method === 'GET', since }: SendOptions = {},
	): Promise<NodeApiError> {
		const { message, description } = await failureText(this.route, result, {
			request,
			repeatable,
			baseUrl: this.baseUrl,
			since,
			parameter: (name) => this.parameter(name, null),
			attempt: async (get) => await this.attempt(get),
		});
		return this.apiError(message, description, result.status);
	}

	/** An error about this item's input, found before anything was sent. */
	inputError(message: string, description: string): NodeOperationError {
		return new NodeOperationError(this.n8n.getNode(), message, {
			description,
			itemIndex: this.n8n.getItemIndex(),
		});
	}

	/** An error about the response of Beeper or the network. */
	apiError(message: string, description: string, status?: number): NodeApiError {
		return new NodeApiError(
			this.n8n.getNode(),
			{},
			{
				message,
				description,
				// Not Node's error code: n8n would replace the title by a sentence of its own.
				httpCode: status === undefined ? undefined : String(status),
				itemIndex: this.n8n.getItemIndex(),
			},
		);
	}

	private fill(url: string): string {
		const path = fillPath(url, (name) => this.parameter(name, ''));
		if (!(path instanceof PathError)) return path;
		const label = labelsOf(this.route.fields)[path.parameter] ?? path.parameter;
		const { message, description } = path.explain(label);
		throw this.inputError(message, description);
	}
}
