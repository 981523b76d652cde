import type { IncomingMessage } from 'node:http';
import type { Inside } from '../inside.mts';
import type { Answer } from './answer.mts';

/** One request, checked: path segments decoded, query coerced to its types, body as described. */
export type Call<Body = Record<string, never>, Query = Record<string, never>> = {
	params: Record<string, string>;
	query: Query;
	body: Body;
	request: IncomingMessage;
	/** Where the client reached this server, e.g. http://127.0.0.1:23373 */
	origin: string;
	/** Files a route takes from the request stream itself are noted here for `requests`. */
	note: (body: unknown) => void;
	/** Throws a 400 unless such a body is described; JSON bodies were checked before. */
	check: (body: unknown) => void;
};

export type Route = {
	/** `METHOD /path/{template}` of test/reference/endpoints.json. */
	endpoint: string;
	/** First version that has it; without, all have. */
	since?: string;
	/** First version that lost it. */
	until?: string;
	/** The route reads the request's bytes itself (multipart). */
	streams?: boolean;
	handle: (call: Call, inside: Inside) => Answer | Promise<Answer>;
};

type TypedRoute<Body, Query> = Omit<Route, 'handle'> & {
	handle: (call: Call<Body, Query>, inside: Inside) => Answer | Promise<Answer>;
};

/**
 * A route whose handler names the types of its body and query. They hold because the request was
 * checked against the reference before; that is the one cast.
 */
export function route<Body = Record<string, never>, Query = Record<string, never>>(
	typed: TypedRoute<Body, Query>,
): Route {
	return typed as unknown as Route;
}
