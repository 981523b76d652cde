import type { IAllExecuteFunctions, IDataObject } from 'n8n-workflow';
import { noResponse } from '../api/httpRequest';
import { PROCESS, type Handover } from './handover';
import type { QuestionResponse } from './question';

/** What came of telling n8n. */
export type ResumeResult =
	/** The execution goes on, or where that was the question, it still waits. */
	| 'resumed'
	/** It waits, and another process of this n8n listens for the answer. */
	| 'elsewhere'
	/** It does not wait any more: it has gone on, was stopped or deleted. */
	| 'over'
	/** n8n is still busy with the execution, as right after the question was sent. */
	| 'busy'
	/** None of the addresses is this n8n, or it is not there; `why` in a person's words. */
	| { why: string };

/** The word by which the webhook of this package is known from other servers that answer at an address. */
export const MARK = 'beeper-question';

/** So long n8n may take to go on; what only asks may be repeated, and must not keep an answer waiting. */
const ANSWER_MS = 30_000;
const ASK_MS = 10_000;

/** Whether the wait is still on, without ending it. */
export async function probe(helpers: Helpers, urls: string[]): Promise<ResumeResult> {
	return await call(helpers, urls, { method: 'GET' });
}

/**
 * Hands the question to the process of n8n that answers at its address: not the one that asked, if a worker did.
 * Executions begin and end on workers, which come and go; the others are there to be called.
 */
export async function handOver(
	helpers: Helpers,
	urls: string[],
	{ question, dealtWith }: Handover,
): Promise<ResumeResult> {
	// The other process begins with the address at which it was reached.
	const body = (reached: string[]) =>
		({
			handover: { question: { ...question, urls: reached }, dealtWith },
		}) as unknown as IDataObject;
	return await call(helpers, urls, { method: 'PUT', body });
}

/** Ends the wait with an outcome. */
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
	/** By the addresses, the one that is called first. */
	body?: (urls: string[]) => IDataObject;
}

/** One address after the other, until one is this n8n's; that one comes first from then on. */
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
			// One that cannot be reached may take half a minute to say so.
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
			// The address is as good as the answer: it goes to this n8n and nowhere else.
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
	// n8n's page for a question that is answered, and what it says of an execution that is gone.
	if (status === 200 && /no action required/i.test(text)) return 'over';
	if (status === 404 && /execution .* does not exist/i.test(text)) return 'over';
	return { why: `HTTP ${status}` };
}
