import type { ServerResponse } from 'node:http';
import type { Failure } from '../far/faults.mts';

const codes: Record<number, string> = {
	400: 'VALIDATION_ERROR',
	401: 'unauthorized',
	403: 'forbidden',
	404: 'NOT_FOUND',
	500: 'INTERNAL_ERROR',
};

/** Answers a request the way a test asked for: cut off, or some status with some body. */
export function answerFailure(response: ServerResponse, failure: Failure) {
	if (failure.reset) {
		// A real RST where the platform can send one; destroy() alone would be a polite FIN.
		response.socket?.resetAndDestroy();
		return;
	}
	const status = failure.status ?? 500;
	for (const [name, value] of Object.entries(failure.headers ?? {})) {
		response.setHeader(name, value);
	}
	if (failure.retryAfter !== undefined) {
		response.setHeader('Retry-After', String(failure.retryAfter));
	}
	const code = codes[status] ?? `HTTP_${status}`;
	const given =
		typeof failure.body === 'function' ? (failure.body as () => unknown)() : failure.body;
	const body = given ?? { message: `The double was told to answer ${status}`, code };
	const isText = typeof body === 'string';
	response.statusCode = status;
	response.setHeader('Content-Type', isText ? 'text/plain' : 'application/json');
	response.end(isText ? body : JSON.stringify(body));
}
