import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import { Arrivals } from '../far/arrivals.mts';
import { rawQuery, type RawQuery } from './query.mts';

/** One request as it came, for tests to look at. */
export type Recorded = {
	method: string;
	/** Path and query, raw. */
	url: string;
	/** `METHOD /v1/…/{template}`, or null for a route the app does not have. */
	route: string | null;
	params: Record<string, string>;
	query: RawQuery;
	/** Parsed JSON; for multipart `{fields, file: {fileName, mimeType, size, sha256}}`. */
	body: unknown;
	/** The token is replaced by which one it was. */
	headers: IncomingHttpHeaders;
	/** Unix ms with fractions, of the machine's clock. */
	startedAt: number;
	finishedAt: number | null;
	/** null: the connection ended without an answer. */
	status: number | null;
};

/** Writes down every request and counts those under way. */
export class Ledger {
	requests: Recorded[] = [];
	inFlight = 0;
	maxInFlight = 0;
	started = new Arrivals<Recorded>();
	finished = new Arrivals<Recorded>();
	#nameToken: (authorization: string) => string;
	#onFinished: (recorded: Recorded) => void;

	constructor(
		nameToken: (authorization: string) => string,
		onFinished: (recorded: Recorded) => void,
	) {
		this.#nameToken = nameToken;
		this.#onFinished = onFinished;
	}

	/** Notes an HTTP request and follows its answer to the end. */
	follow(request: IncomingMessage, response: ServerResponse): Recorded {
		const recorded = this.note(request);
		this.inFlight += 1;
		this.maxInFlight = Math.max(this.maxInFlight, this.inFlight);
		response.on('close', () => {
			this.inFlight -= 1;
			this.finish(recorded, response.writableFinished ? response.statusCode : null);
		});
		return recorded;
	}

	/** Notes a request whose end the caller reports itself: an upgrade to WebSocket. */
	note(request: IncomingMessage): Recorded {
		const url = request.url ?? '/';
		const { authorization, ...headers } = request.headers;
		const recorded: Recorded = {
			method: request.method ?? 'GET',
			url,
			route: null,
			params: {},
			query: rawQuery(new URLSearchParams(url.split('?')[1] ?? '')),
			body: undefined,
			headers:
				authorization === undefined
					? headers
					: { ...headers, authorization: this.#nameToken(authorization) },
			startedAt: exactNow(),
			finishedAt: null,
			status: null,
		};
		this.requests.push(recorded);
		return recorded;
	}

	/** Notes the end of a request. */
	finish(recorded: Recorded, status: number | null) {
		recorded.finishedAt = exactNow();
		recorded.status = status;
		this.finished.push(recorded);
		this.#onFinished(recorded);
	}

	/** Forgets the requests so far, also for waits. */
	clear() {
		this.requests.length = 0;
		this.maxInFlight = this.inFlight;
		this.started.clear();
		this.finished.clear();
	}
}

const exactNow = () => performance.timeOrigin + performance.now();
