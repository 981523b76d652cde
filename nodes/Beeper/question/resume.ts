import type { IAllExecuteFunctions, IDataObject } from 'n8n-workflow';
import { noAnswer } from '../shared/exchange';
import type { Outcome } from './question';

/** What came of telling n8n. */
export type Told =
	/** The execution goes on. */
	| 'resumed'
	/** It does not wait any more: it has gone on, was stopped or deleted. */
	| 'over'
	/** n8n is still busy with the execution, as right after the question was sent. */
	| 'busy'
	/** None of the addresses is this n8n, or it is not there; `why` in a person's words. */
	| { why: string };

/** The word by which the webhook of this package is known from other servers that answer at an address. */
export const MARK = 'beeper-question';

/** Whether the wait is still on, without ending it. */
export async function probe(helpers: Helpers, urls: string[]): Promise<Told> {
	return await call(helpers, urls, { method: 'GET' });
}

/** Ends the wait with an outcome. */
export async function resume(helpers: Helpers, urls: string[], outcome: Outcome): Promise<Told> {
	return await call(helpers, urls, { method: 'POST', body: { outcome } });
}

type Helpers = Pick<IAllExecuteFunctions['helpers'], 'httpRequest'>;

/** One address after the other, until one is this n8n's. */
async function call(
	helpers: Helpers,
	urls: string[],
	request: { method: 'GET' | 'POST'; body?: IDataObject },
): Promise<Told> {
	const problems: string[] = [];
	for (const url of urls) {
		const told = await callOne(helpers, url, request);
		if (typeof told === 'string') return told;
		problems.push(`${new URL(url).origin}: ${told.why}`);
	}
	return { why: problems.join('; ') };
}

async function callOne(
	helpers: Helpers,
	url: string,
	{ method, body }: { method: 'GET' | 'POST'; body?: IDataObject },
): Promise<Told> {
	try {
		const response = await helpers.httpRequest({
			method,
			url,
			body,
			json: true,
			timeout: 30_000,
			// The address is as good as the answer: it goes to this n8n and nowhere else.
			disableFollowRedirect: true,
			ignoreHttpStatusErrors: true,
			returnFullResponse: true,
		});
		return said(response.statusCode as number, response.body);
	} catch (error) {
		const { code, reason } = noAnswer(error);
		return { why: code || reason.replaceAll(url, 'it') };
	}
}

function said(status: number, body: unknown): Told {
	if ((body as IDataObject | undefined)?.[MARK]) return 'resumed';
	const text = typeof body === 'string' ? body : String((body as IDataObject)?.message ?? '');
	if (status === 409) return /is running/.test(text) ? 'busy' : 'over';
	// n8n's page for a question that is answered, and what it says of an execution that is gone.
	if (status === 200 && /no action required/i.test(text)) return 'over';
	if (status === 404 && /execution .* does not exist/i.test(text)) return 'over';
	return { why: `HTTP ${status}` };
}
