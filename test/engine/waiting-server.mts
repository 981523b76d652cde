import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

import { Arrivals } from './arrivals.mts';
import { container, core } from './n8n.mts';
import { resume, type Resumed, type WebhookCall } from './resume.mts';
import type { Result } from './result.mts';
import type { RunOptions } from './run.mts';
import type { WorkflowFile, WorkflowOptions } from './workflow.mts';

interface Held {
	file: WorkflowFile;
	waiting: Result;
	options: Pick<RunOptions, 'credentials' | 'nodes'> & Pick<WorkflowOptions, 'staticData'>;
	/** What became of it. */
	end: PromiseWithResolvers<Result>;
	state: 'waiting' | 'running' | 'over' | 'deleted';
}

/** One call to it: method, path with query, and the status it got. */
export interface WaitingCall {
	method: string;
	url: string;
	status: number;
}

/**
 * n8n's address for executions that wait, `/webhook-waiting/<execution>/<node>`: it checks the signature, and says of
 * executions that run, are over or gone what n8n 2.41 says. `hold` puts a waiting execution behind it.
 */
export class WaitingServer {
	readonly #held = new Map<string, Held>();
	readonly #server = createServer((request, response) => void this.#answer(request, response));
	/** Every call, once it has been answered. */
	readonly calls = new Arrivals<WaitingCall>('call of a waiting webhook');

	static async start(port = 0): Promise<WaitingServer> {
		const server = new WaitingServer();
		server.#server.listen(port, '127.0.0.1');
		await new Promise((resolve) => server.#server.once('listening', resolve));
		return server;
	}

	get url(): string {
		return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
	}

	/** Takes an execution with the status `waiting`; the answer resolves with its end. */
	async hold(file: WorkflowFile, waiting: Result, options: Held['options']): Promise<Result> {
		const end = Promise.withResolvers<Result>();
		this.#held.set(waiting.executionId, { file, waiting, options, end, state: 'waiting' });
		return await end.promise;
	}

	/** Deletes an execution, as a user may. */
	delete(executionId: string) {
		const held = this.#held.get(executionId);
		if (held) held.state = 'deleted';
	}

	async [Symbol.asyncDispose]() {
		this.#server.closeAllConnections();
		await new Promise((resolve) => this.#server.close(resolve));
	}

	async #answer(request: IncomingMessage, response: ServerResponse) {
		const chunks: Buffer[] = [];
		for await (const chunk of request) chunks.push(chunk as Buffer);
		const body = Buffer.concat(chunks).toString('utf8');
		const { status, content } = await this.#handle(request, body).catch((error) => ({
			status: 500,
			content: { message: String(error) },
		}));
		this.calls.add({ method: request.method ?? '', url: request.url ?? '', status });
		const isText = typeof content === 'string';
		response.writeHead(status, { 'Content-Type': isText ? 'text/html' : 'application/json' });
		response.end(isText ? content : JSON.stringify(content));
	}

	async #handle({ method, url = '', headers }: IncomingMessage, body: string) {
		const address = new URL(url, 'http://localhost');
		const [, root, executionId] = address.pathname.split('/');
		if (root !== 'webhook-waiting') return { status: 404, content: 'Cannot find it' };
		const held = this.#held.get(executionId);
		if (held?.state === 'deleted') {
			const message = `The execution "${executionId}" does not exist.`;
			return { status: 404, content: { code: 404, message } };
		}
		if (!isSigned(address)) return { status: 401, content: 'Invalid token' };
		// Not saved as waiting yet: n8n is still busy with it.
		if (!held || held.state === 'running') {
			const message = `The execution "${executionId}" is running already.`;
			return { status: 409, content: { code: 0, message } };
		}
		if (held.state === 'over') return { status: 200, content: '<h1>No action required</h1>' };
		const call: WebhookCall = {
			method: method as WebhookCall['method'],
			query: Object.fromEntries(address.searchParams),
			body: headers['content-type']?.includes('json') ? JSON.parse(body || '{}') : {},
			headers: headers as Record<string, string>,
		};
		return await this.#resume(held, call);
	}

	/** Answers as soon as the webhook has, and lets the execution go on meanwhile, as n8n does. */
	async #resume(held: Held, call: WebhookCall) {
		const { file, waiting, options } = held;
		if (call.method === 'POST') held.state = 'running';
		const answer = Promise.withResolvers<unknown>();
		const onResponse = (response: unknown) => answer.resolve(response);
		resume(file, waiting, call, { ...options, onResponse }).then(({ result }: Resumed) => {
			held.state = result && result.status !== 'waiting' ? 'over' : 'waiting';
			// One node may ask again, further on.
			if (result?.status === 'waiting') held.waiting = result;
			else if (result) held.end.resolve(result);
		}, answer.reject);
		return { status: 200, content: ((await answer.promise) ?? {}) as string | object };
	}
}

function isSigned(address: URL): boolean {
	const signature = address.searchParams.get('signature') ?? '';
	const { hmacSignatureSecret } = container.get(core.InstanceSettings);
	return core.validateUrlSignature(signature, address, hmacSignatureSecret);
}
