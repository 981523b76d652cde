import type { IncomingMessage, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import type { ValidateFunction } from 'ajv';
import type { Failure, Phase } from '../far/faults.mts';
import type { Inside } from '../inside.mts';
import { rulesFor } from '../reference/requests.mts';
import type { Answer } from './answer.mts';
import { authorize } from './authorize.mts';
import { parseJSON, readBytes } from './body.mts';
import { answerFailure } from './failure.mts';
import type { Recorded } from './ledger.mts';
import type { Match } from './match.mts';
import { typedQuery } from './query.mts';
import { invalidField, notFound, Refusal } from './refusal.mts';
import { check } from './validate.mts';

/**
 * Answers one request: read it, let faults strike, check token, then shape, then do it. The body is
 * read first so that `requests` shows it whatever comes of the request.
 */
export async function handle(
	request: IncomingMessage,
	response: ServerResponse,
	inside: Inside,
	find: (method: string, path: string) => Match | undefined,
) {
	const recorded = inside.ledger.follow(request, response);
	response.setHeader('X-Beeper-Desktop-Version', inside.generation.version);
	const match = find(recorded.method, recorded.url.split('?')[0]);
	recorded.route = match?.route.endpoint ?? null;
	recorded.params = match?.params ?? {};
	const bytes = match?.route.streams ? Buffer.alloc(0) : await readBytes(request);
	recorded.body = lenientBody(bytes);
	inside.ledger.started.push(recorded);
	await delay(inside, recorded, response, 'request');
	if (response.destroyed) return;
	const failure = inside.faults.take(recorded, 'before');
	if (failure) return fail(request, response, failure);
	const answer = await answerTo(request, match, bytes, recorded, inside);
	await delay(inside, recorded, response, 'answer');
	const late = answer.status < 400 && inside.faults.take(recorded, 'after');
	if (late) return fail(request, response, late);
	const { nullEntries } = inside.settings;
	await write(response, nullEntries ? { ...answer, body: withNulls(answer.body) } : answer);
}

/** The same with `null` at the beginning of every list of objects (setting `nullEntries`). */
function withNulls(body: unknown): unknown {
	if (Array.isArray(body)) {
		const hasObjects = body.some((one) => typeof one === 'object');
		return hasObjects ? [null, ...body.map(withNulls)] : body;
	}
	if (typeof body !== 'object' || body === null) return body;
	return Object.fromEntries(Object.entries(body).map(([key, value]) => [key, withNulls(value)]));
}

async function answerTo(
	request: IncomingMessage,
	match: Match | undefined,
	bytes: Buffer,
	recorded: Recorded,
	inside: Inside,
): Promise<Answer> {
	const { settings, generation } = inside;
	try {
		if (!match) throw unknownRoute(recorded);
		const { route, params } = match;
		const rules = rulesFor(route.endpoint, generation, settings.undocumentedKeys);
		authorize(request, rules.endpoint.auth, inside);
		const query = typedQuery(recorded.query, rules.querySchema, settings.emptyQueryValues);
		check(rules.query, query, 'query');
		const body = route.streams ? {} : parseJSON(bytes, request.headers['content-type']);
		if (!route.streams) checkBody(body, rules.endpoint.bodyContentType, rules.body(body));
		const origin = `http://${request.headers.host}`;
		const note = (taken: unknown) => (recorded.body = taken);
		const checkForm = (form: unknown) => check(rules.body(form), form, 'body');
		return await route.handle(
			{
				params,
				// Checked against the reference above; routes name the exact types (see `route`).
				query: query as never,
				body: body as never,
				request,
				origin,
				note,
				check: checkForm,
			},
			inside,
		);
	} catch (error) {
		request.resume();
		if (error instanceof Refusal) return { status: error.status, body: error.body };
		// A fault of the double itself: said aloud, so that no test mistakes it for the app's.
		console.error('The double broke while handling', recorded.route, error);
		return { status: 500, body: { message: String(error), code: 'INTERNAL_ERROR' } };
	}
}

function checkBody(body: unknown, contentType: string | null, validate: ValidateFunction) {
	if (contentType !== null || JSON.stringify(body) === '{}') return check(validate, body, 'body');
	throw invalidField(['body'], 'This operation takes no body', 'unrecognized_keys');
}

function unknownRoute({ method, url }: Recorded): Refusal {
	const refusal = notFound(`Route ${method} ${url.split('?')[0]}`);
	refusal.message += '; see test/reference/endpoints.json for the routes there are';
	return refusal;
}

function fail(request: IncomingMessage, response: ServerResponse, failure: Failure) {
	request.resume();
	answerFailure(response, failure);
}

async function delay(
	{ faults, clock }: Inside,
	recorded: Recorded,
	response: ServerResponse,
	phase: Phase,
) {
	const ms = faults.delayOf(recorded, phase);
	if (ms <= 0) return;
	// A client that hangs up meanwhile was never heard: nothing is carried out for it.
	await new Promise<void>((resolve) => {
		response.once('close', resolve);
		if (Number.isFinite(ms)) clock.after(ms, resolve);
	});
}

async function write(response: ServerResponse, { status, headers, body, stream }: Answer) {
	if (response.destroyed) return;
	const type = { 'Content-Type': 'application/json; charset=utf-8' };
	response.writeHead(status, body === undefined ? headers : { ...type, ...headers });
	if (stream) await pipeline(stream, response).catch(() => response.destroy());
	else response.end(body === undefined ? undefined : JSON.stringify(body));
}

function lenientBody(bytes: Buffer): unknown {
	if (bytes.length === 0) return undefined;
	try {
		return JSON.parse(bytes.toString('utf8'));
	} catch {
		return bytes.toString('utf8');
	}
}
