import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** The part of a JSON schema that a script looks at. */
export interface Schema {
	type?: string;
	description?: string;
	properties?: Record<string, Schema>;
}

export interface ModelTool {
	name: string;
	description: string;
	/** Of its arguments. */
	parameters: Schema;
}

export interface ModelMessage {
	role: 'system' | 'user' | 'assistant' | 'tool';
	content: string | null;
	tool_calls?: Array<{ id: string; function: { name: string; arguments: string } }>;
}

/** What the script says next: a tool to call, or the text that ends the conversation. */
export type Reply = { tool: string; args: Record<string, unknown> } | { text: string };

/** The script of a model: what it says, having read the conversation so far and the tools it is offered. */
export type Script = (messages: ModelMessage[], tools: ModelTool[]) => Reply;

interface ChatRequest {
	model: string;
	stream?: boolean;
	messages: ModelMessage[];
	tools?: Array<{ function: ModelTool }>;
}

/**
 * A language model without intelligence: an OpenAI-compatible server (Chat Completions, and audio transcriptions)
 * on this machine whose answers are scripted. It reads what a model reads, and nothing else.
 */
export class Model {
	/** Base URL for n8n's OpenAI credential. */
	readonly url: string;
	/** Every conversation that was sent, as the model saw it. */
	readonly conversations: ModelMessage[][] = [];
	tools: ModelTool[] = [];
	/** What was sent for transcription, with the whole form that the file came in. */
	readonly recordings: Array<{ fileName: string; form: Buffer }> = [];
	readonly #server: Server;
	readonly #script: Script;
	readonly #transcription: string;
	#calls = 0;

	private constructor(server: Server, script: Script, transcription: string) {
		this.#server = server;
		this.#script = script;
		this.#transcription = transcription;
		this.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
		server.on('request', (request, response) => {
			void bodyOf(request).then((body) => {
				const answer = this.#answer(request.url ?? '', body);
				const isStream = 'choices' in answer && answer.isStream;
				response.setHeader('content-type', isStream ? 'text/event-stream' : 'application/json');
				response.end(isStream ? events(answer) : JSON.stringify(answer));
			});
		});
	}

	static async start(script: Script, transcription = ''): Promise<Model> {
		const server = createServer();
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		return new Model(server, script, transcription);
	}

	/** The longest conversation: the whole of the last one. */
	get transcript(): ModelMessage[] {
		return this.conversations.at(-1) ?? [];
	}

	async [Symbol.asyncDispose]() {
		this.#server.closeAllConnections();
		await new Promise((resolve) => this.#server.close(resolve));
	}

	#answer(url: string, body: Buffer): Completion | object {
		if (url.endsWith('/models')) return { object: 'list', data: [{ id: MODEL, object: 'model' }] };
		if (url.endsWith('/audio/transcriptions')) return this.#transcribed(body);
		const { messages, tools = [], stream = false } = JSON.parse(body.toString()) as ChatRequest;
		this.tools = tools.map((tool) => tool.function);
		const message = this.#say(this.#script(messages, this.tools));
		this.conversations.push([...messages, message]);
		return {
			id: `chatcmpl-${this.#calls}`,
			object: 'chat.completion',
			created: 1,
			model: MODEL,
			choices: [{ index: 0, message, finish_reason: message.tool_calls ? 'tool_calls' : 'stop' }],
			usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
			isStream: stream,
		} satisfies Completion;
	}

	#say(reply: Reply): ModelMessage {
		if ('text' in reply) return { role: 'assistant', content: reply.text };
		const call = { name: reply.tool, arguments: JSON.stringify(reply.args) };
		const id = `call_${++this.#calls}`;
		const tool_calls = [{ id, type: 'function', function: call }];
		return { role: 'assistant', content: null, tool_calls };
	}

	#transcribed(form: Buffer): object {
		const [, fileName = ''] = /filename="([^"]*)"/.exec(form.toString('latin1')) ?? [];
		this.recordings.push({ fileName, form });
		return { text: this.#transcription };
	}
}

interface Completion {
	id: string;
	object: string;
	created: number;
	model: string;
	choices: Array<{ index: number; message: ModelMessage; finish_reason: string }>;
	usage: object;
	isStream: boolean;
}

/** A completion as server-sent events, the whole message in one. */
function events({ choices, usage, isStream, ...rest }: Completion): string {
	const chunk = (delta: object, finish_reason: string | null) =>
		`data: ${JSON.stringify({ ...rest, object: 'chat.completion.chunk', choices: [{ index: 0, delta, finish_reason }] })}\n\n`;
	const [{ message, finish_reason }] = choices;
	const tool_calls = message.tool_calls?.map((call, index) => ({ index, ...call }));
	const delta = { ...message, ...(tool_calls && { tool_calls }) };
	return `${chunk(delta, null)}${chunk({}, finish_reason)}data: [DONE]\n\n`;
}

export const MODEL = 'gpt-4o-mini';

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
	const chunks: Buffer[] = [];
	for await (const chunk of request) chunks.push(chunk as Buffer);
	return Buffer.concat(chunks);
}
