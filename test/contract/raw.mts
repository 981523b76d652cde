import { request } from 'node:http';
import type { Desktop } from '../double/start.mts';

export type Raw = {
	method?: string;
	/** Path and query exactly as they go on the wire. */
	path: string;
	headers?: Record<string, string>;
	body?: string | Buffer;
	token?: string | null;
};

export type RawAnswer = {
	status: number;
	headers: Record<string, string | string[] | undefined>;
	text: string;
	bytes: Buffer;
	/** The parsed body, where it is JSON. */
	json: any; // eslint-disable-line @typescript-eslint/no-explicit-any -- whatever came
};

/** One request without any client's help, for what no client would send. */
export function raw(desktop: Desktop, wanted: Raw): Promise<RawAnswer> {
	const { method = 'GET', path, headers = {}, body, token = desktop.token } = wanted;
	const { promise, resolve, reject } = Promise.withResolvers<RawAnswer>();
	const authorization = token === null ? {} : { Authorization: `Bearer ${token}` };
	const length = body === undefined ? {} : { 'Content-Length': Buffer.byteLength(body) };
	const sent = request(
		desktop.url,
		{
			// `path` is not normalised this way, unlike in a URL; connections are not shared.
			method,
			path,
			headers: { ...authorization, ...length, ...headers },
			agent: false,
			// The runner has no time limit of its own: a request that is held would hang for ever.
			signal: AbortSignal.timeout(20_000),
		},
		(response) => {
			const chunks: Buffer[] = [];
			response.on('data', (chunk) => chunks.push(chunk));
			response.on('error', reject);
			response.on('end', () => {
				const bytes = Buffer.concat(chunks);
				const text = bytes.toString('utf8');
				const isJSON = response.headers['content-type']?.startsWith('application/json');
				const json = isJSON ? JSON.parse(text) : undefined;
				const { statusCode: status = 0, headers: answered } = response;
				resolve({ status, headers: answered, text, bytes, json });
			});
		},
	);
	sent.on('error', reject);
	sent.end(body);
	return promise;
}

/** The same with a JSON body. */
export const rawJSON = (desktop: Desktop, method: string, path: string, body: unknown) =>
	raw(desktop, {
		method,
		path,
		headers: { 'Content-Type': 'application/json' },
		body: JSON.stringify(body),
	});
