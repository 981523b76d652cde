/** The result of one HTTP attempt: a response of any status, or none. */
export type HttpResult = HttpResponse | NoResponse;

export interface HttpResponse {
	status: number;
	/** Lower-case names. */
	headers: Record<string, string>;
	body: unknown;
}

export interface NoResponse {
	status: undefined;
	/** Node's error code, for example `ECONNREFUSED`; empty where there is none. */
	code: string;
	/** What the HTTP helper said, without the request (which holds the token). */
	reason: string;
}

/** Codes of failures before the request left this machine: Beeper cannot have carried it out. */
const NEVER_SENT = new Set([
	'ECONNREFUSED',
	'ENOTFOUND',
	'EAI_AGAIN',
	'EHOSTUNREACH',
	'ENETUNREACH',
	'EADDRNOTAVAIL',
	'ERR_INVALID_URL',
	'ERR_INVALID_CHAR',
	'DEPTH_ZERO_SELF_SIGNED_CERT',
	'SELF_SIGNED_CERT_IN_CHAIN',
	'CERT_HAS_EXPIRED',
	'ERR_TLS_CERT_ALTNAME_INVALID',
	'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
	'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
]);

/** Whether Beeper may have carried the request out without confirming it. */
export function isUncertain(result: HttpResult): boolean {
	if (result.status === undefined) return result.code !== '' && !NEVER_SENT.has(result.code);
	return (result.status >= 500 || result.status === 408) && retryAfterMs(result) === undefined;
}

/**
 * Whether Beeper did it: status 2xx, no `error` in the body (`errorIn`), and no text, which would come from another
 * program, e.g. a web page.
 */
export function isSuccess(result: HttpResult): result is HttpResponse {
	const { status } = result;
	if (status === undefined || status < 200 || status >= 300) return false;
	return !isText(result.body) && errorIn(result.body) === undefined;
}

/** Why Beeper did not do it although the status is 2xx: the text in `error`; undefined if there is none. */
export function errorIn(body: unknown): string | undefined {
	const { error } = (body ?? {}) as { error?: unknown };
	return typeof error === 'string' && error.trim() !== '' ? error : undefined;
}

const isText = (body: unknown) => typeof body === 'string' && body.trim() !== '';

/** The wait that a 429 or 503 demands, in ms, from `Retry-After` (seconds or an HTTP date). */
export function retryAfterMs(result: HttpResult, now = Date.now()): number | undefined {
	if (result.status !== 429 && result.status !== 503) return undefined;
	const header = result.headers['retry-after'];
	if (!header) return undefined;
	const seconds = Number(header);
	const ms = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(header) - now;
	return Number.isNaN(ms) ? undefined : Math.max(0, ms);
}
