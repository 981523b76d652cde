import type { IAllExecuteFunctions, IDataObject } from 'n8n-workflow';
import { noResponse } from '../api/httpRequest';
import { PROCESS, type Handover } from './handover';
import type { QuestionResponse } from './question';

/** The result of a call to the execution's waiting webhook. */
export type ResumeResult =
	/** The execution is resumed; of `probe` and `handOver`: it still waits, and nobody else listens. */
	| 'resumed'
	/** It waits, and another process of this n8n listens for the answer. */
	| 'elsewhere'
	/** It does not wait any more: it was resumed, stopped or deleted. */
	| 'over'
	/** n8n is still busy with the execution, as right after the question was sent. */
	| 'busy'
	/** No address reached this n8n; `why` is for a person to read. */
	| { why: string };

/** The key in a response by which this package's webhook is known from other servers. */
export const MARK = 'beeper-question';

/** Time limits (ms): for resuming an execution, and for calls that may be repeated and must not delay an answer. */
const ANSWER_MS = 30_000;
const ASK_MS = 10_000;

/** Whether the execution still waits; changes nothing. */
export async function probe(helpers: Helpers, urls: string[]): Promise<ResumeResult> {
	return await call(helpers, urls, { method: 'GET' });
}

/**
 * Hands the question to the process of n8n that serves the webhook: another one than the sender, if that was a
 * worker. Executions run on workers, which come and go; the process with the webhooks stays.
 */
export async function handOver(
	helpers: Helpers,
	urls: string[],
	{ question, dealtWith }: Handover,
): Promise<ResumeResult> {
	// For the other process, the address at which it was reached comes first.
	const body = (reached: string[]) =>
		({
			handover: { question: { ...question, urls: reached }, dealtWith },
		}) as unknown as IDataObject;
	return await call(helpers, urls, { method: 'PUT', body });
}

/** Resumes the execution with a response. */
export async function resume(
	helpers: Helpers,
	urls: string[],
	response: QuestionResponse,
): Promise<ResumeResult> {
	return await call(helpers, urls, { method: 'POST', body: () => ({ outcome: response }) });
}

type Helpers = Pick<IAllExecuteFunctions['helpers'], 'httpRequest'>;

interface ResumeRequest {
	method: 'GET' | 'POST' | 'PUT';
	/** Makes the body, given the addresses, the called one first. */
	body?: (urls: string[]) => IDataObject;
}

/** Calls the addresses in order until one reaches this n8n, and moves that one to the front of `urls`. */
async function call(
	helpers: Helpers,
	urls: string[],
	request: ResumeRequest,
): Promise<ResumeResult> {
	const problems: string[] = [];
	for (const url of [...urls]) {
		const others = urls.filter((other) => other !== url);
		const result = await callOne(helpers, [url, ...others], request);
		if (typeof result === 'string') {
			// An unreachable address can cost half a minute each time.
			urls.splice(0, urls.length, url, ...others);
			return result;
		}
		problems.push(`${new URL(url).origin}: ${result.why}`);
	}
	return { why: problems.join('; ') };
}

async function callOne(
	helpers: Helpers,
	urls: string[],
	{ method, body }: ResumeRequest,
): Promise<ResumeResult> {
	const [url] = urls;
	try {
		const response = await helpers.httpRequest({
			method,
			url,
			body: body?.(urls),
			json: true,
			timeout: method === 'POST' ? ANSWER_MS : ASK_MS,
			// Whoever has the signed address can answer, so it goes to this n8n alone.
			disableFollowRedirect: true,
			ignoreHttpStatusErrors: true,
			returnFullResponse: true,
		});
		return resultOf(response.statusCode as number, response.body);
	} catch (error) {
		const { code, reason } = noResponse(error);
		return { why: code || reason.replaceAll(url, 'it') };
	}
}

function resultOf(status: number, body: unknown): ResumeResult {
	const { [MARK]: mark, process } = (body ?? {}) as IDataObject;
	if (mark) return process === undefined || process === PROCESS ? 'resumed' : 'elsewhere';
	const text = typeof body === 'string' ? body : String((body as IDataObject)?.message ?? '');
	if (status === 409) return /is running/.test(text) ? 'busy' : 'over';
	// n8n's page for an answered question, and its error for a deleted execution.
	if (status === 200 && /no action required/i.test(text)) return 'over';
	if (status === 404 && /execution .* does not exist/i.test(text)) return 'over';
	return { why: `HTTP ${status}` };
}
