import { createHash } from 'crypto';
import type { IDataObject, ITriggerFunctions, ITriggerResponse } from 'n8n-workflow';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import { askedRead, explain } from '../Beeper/shared/explain';
import { chatIDsOf, type ChatEntry } from '../Beeper/shared/locator';
import { isSuccess, type Answer, type Outcome } from '../Beeper/shared/outcome';
import { atMost, pause } from '../Beeper/shared/pause';
import { backoffMs } from './feed/policy';
import { listen, type Choice, type Listener } from './listen';
import { logger } from './log';
import { Rest } from './rest';
import { Seen } from './seen';

/** How long activation waits for Beeper: n8n activates one workflow after the other. */
const ACTIVATION_MS = 5_000;

/** What is so little older than the start of the trigger still counts as new. */
const TOLERANCE_MS = 2_000;

/** Closing waits for what is being worked on, but never longer than this. */
const CLOSE_MS = 5_000;

/**
 * Starts the trigger. Fails on a wrong token when a person activates, updates or tests the workflow;
 * never because Beeper is not running, and never when n8n itself starts: outages are waited out.
 */
export async function start(context: ITriggerFunctions): Promise<ITriggerResponse> {
	if (typeof WebSocket === 'undefined') {
		throw new NodeOperationError(context.getNode(), 'Beeper Trigger needs Node.js 22 or newer', {
			description: 'This n8n runs on an older version. Update n8n, or its Docker image.',
		});
	}
	const choice = readChoice(context);
	const stop = new AbortController();
	const isManual = context.getMode() === 'manual';
	const now = await checkToken(context, isManual);

	let listening: Promise<void> = Promise.resolve();
	const run = () => {
		listening = keepListening(context, listener(context, choice, now, stop.signal));
	};
	if (!isManual) run();
	return {
		closeFunction: async () => {
			stop.abort();
			await atMost(CLOSE_MS, listening);
		},
		// n8n hands out `emit` only after `trigger` has returned, so a test run starts here.
		manualTriggerFunction: async () => run(),
	};
}

/** Listens until stopped. Nothing in there may throw; if it does, it is seen, and listening begins anew. */
async function keepListening(context: ITriggerFunctions, listener: Listener): Promise<void> {
	for (let attempt = 1; !listener.signal.aborted; attempt++) {
		await listen(context, listener).catch(listener.onError);
		await pause(backoffMs(attempt), listener.signal);
	}
}

function readChoice(context: ITriggerFunctions): Choice {
	const events = context.getNodeParameter('events', []) as Choice['events'];
	if (events.length === 0) {
		throw new NodeOperationError(context.getNode(), "'Trigger On' is empty", {
			description: 'Choose at least one event that starts the workflow.',
		});
	}
	const chats = context.getNodeParameter('filters.chatIDs.values', []) as ChatEntry[];
	const includeSentByN8n = context.getNodeParameter('options.includeSentByN8n', false) as boolean;
	return { events, chatIDs: new Set(chatIDsOf(chats)), includeSentByN8n };
}

/**
 * Asks Beeper whether it takes the token, and returns the time by Beeper's own clock (ms): messages
 * that came before are history, and n8n's clock may be minutes ahead of it.
 */
async function checkToken(context: ITriggerFunctions, isManual: boolean): Promise<number> {
	// The signal is for what the time limit of the request does not cover; that one says why.
	const rest = new Rest(context, AbortSignal.timeout(ACTIVATION_MS + 1_000));
	const { baseUrl } = await rest.credential();
	const outcome = await rest.getOnce('/v1/accounts', {}, ACTIVATION_MS);
	// In a test run somebody waits: then an app that is not running is worth saying at once.
	const isStartOfN8n = ['init', 'leadershipChange'].includes(context.getActivationMode());
	// A web page with status 200 is no Beeper, and will not become one.
	const isRefused = outcome.status !== undefined && outcome.status < 500 && outcome.status !== 429;
	if (!isSuccess(outcome) && (isManual || (isRefused && !isStartOfN8n))) {
		throw apiError(context, outcome, baseUrl);
	}
	return isSuccess(outcome) ? Math.min(Date.now(), beeperTime(outcome)) : Date.now();
}

const beeperTime = ({ headers }: Answer) => Date.parse(headers.date ?? '') || Date.now();

function apiError(context: ITriggerFunctions, outcome: Outcome, baseUrl: string): NodeApiError {
	const { message, description } = explain(outcome, askedRead(baseUrl));
	const httpCode = outcome.status === undefined ? undefined : String(outcome.status);
	return new NodeApiError(context.getNode(), {}, { message, description, httpCode });
}

function listener(
	context: ITriggerFunctions,
	choice: Choice,
	now: number,
	signal: AbortSignal,
): Listener {
	return {
		choice,
		signal,
		since: now - TOLERANCE_MS,
		seen: new Seen(),
		emit: (item, identity) => emit(context, item, identity),
		onUnauthorized: (outcome, baseUrl) => saveFailed(context, apiError(context, outcome, baseUrl)),
		onError: (error) => saveFailed(context, new NodeOperationError(context.getNode(), error)),
	};
}

/** One failed execution, which error workflows see; the workflow stays active. */
function saveFailed(context: ITriggerFunctions, error: NodeApiError | NodeOperationError) {
	try {
		context.saveFailedExecution(error);
	} catch {
		// n8n's database is away: then the log has to do.
		logger(context)({ type: 'failed', why: error.message });
	}
}

/** One execution per event; by the key n8n itself refuses one that it has run already. */
function emit(context: ITriggerFunctions, item: IDataObject, identity: string) {
	const key = createHash('sha256')
		.update(JSON.stringify([context.getWorkflow().id, context.getNode().id, identity]))
		.digest('hex');
	context.emit([context.helpers.returnJsonArray([item])], undefined, undefined, `beeper-${key}`);
}
