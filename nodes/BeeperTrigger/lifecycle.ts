import type { IDataObject, ITriggerFunctions, ITriggerResponse } from 'n8n-workflow';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import { askedRead, explain } from '../shared/api/errors/errorText';
import { isBlocked } from '../shared/api/errors/unreachableText';
import { isSuccess, type Answer, type Outcome } from '../shared/api/httpResult';
import { pause } from '../shared/values/wait';
import { holdQuestions, pickUp } from '../shared/question/pendingQuestions';
import { readChoice } from './settings/settings';
import { backoffMs } from '../shared/live/feed/policy';
import { logger } from './log';
import type { Chat } from '../shared/live/mirror/chats';
import { Rest } from '../shared/api/apiClient';
import { sample } from './sample/sample';
import { Delivery } from './delivery/delivery';
import { Memory } from './state/memory';
import type { Outlet } from './delivery/triggerOutput';
import { Subscription } from './events/subscription';

/** How long activation waits for Beeper: n8n activates one workflow after the other. */
const ACTIVATION_MS = 5_000;

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
	const isManual = context.getMode() === 'manual';
	const stop = new AbortController();
	const rest = new Rest(context, stop.signal);
	const { now, accounts } = await checkToken(context, isManual);

	// A test run leaves no trace: it neither reads nor writes what the active trigger remembers.
	const data: IDataObject = isManual ? {} : context.getWorkflowStaticData('node');
	if (choice.catchUpHours === 0) delete data.base;
	if (data.base === undefined) delete data.recent;
	const memory = new Memory(data, now);
	// Where Beeper has just not answered, it is not waited for again.
	if (memory.isFirst && accounts !== undefined) await begin(memory, rest);
	if (!isManual) {
		holdQuestions(context, stop.signal);
		pickUp(context);
	}
	// n8n saves what stands here when the activation ends.
	memory.write();

	const outlet = isManual
		? testOutlet(context, stop)
		: outletOf(context, new Delivery(context, memory, stop.signal));
	const subscription = new Subscription(context, rest, choice, memory, outlet, stop.signal);
	const run = () => {
		void open(subscription, rest, accounts, stop.signal);
		if (!isManual) return;
		const idle = async () => await subscription.idle();
		const { signal } = stop;
		void sample({ context, choice, rest, accounts, outlet, idle, signal });
	};
	if (!isManual) run();
	return {
		closeFunction: async () => {
			stop.abort();
			await subscription.close(CLOSE_MS);
		},
		// n8n hands out `emit` only after `trigger` has returned, so a test run starts here.
		manualTriggerFunction: async () => run(),
	};
}

/** Opens as soon as n8n can read the credential, which when n8n starts may take a while. */
async function open(
	subscription: Subscription,
	rest: Rest,
	accounts: unknown,
	signal: AbortSignal,
): Promise<void> {
	for (let attempt = 1; !signal.aborted; attempt++) {
		const credential = await rest.credential().catch(() => undefined);
		if (credential) return subscription.open(accounts);
		await pause(backoffMs(attempt), signal);
	}
}

/**
 * Asks Beeper whether it takes the token, and returns the time by Beeper's own clock (ms): messages
 * that came before are history, and n8n's clock may be minutes ahead of it. And the accounts, if it said.
 */
async function checkToken(context: ITriggerFunctions, isManual: boolean) {
	// The signal is for what the time limit of the request does not cover; that one says why.
	const rest = new Rest(context, AbortSignal.timeout(ACTIVATION_MS + 1_000));
	const outcome = await rest.getOnce('/v1/accounts', {}, ACTIVATION_MS);
	// In a test run somebody waits: then an app that is not running is worth saying at once.
	const isStartOfN8n = ['init', 'leadershipChange'].includes(context.getActivationMode());
	// A web page with status 200 is no Beeper, and will not become one.
	const isRefused =
		outcome.status === undefined
			? isBlocked(outcome.reason)
			: outcome.status < 500 && outcome.status !== 429;
	if (!isSuccess(outcome) && (isManual || (isRefused && !isStartOfN8n))) {
		throw apiError(context, outcome, rest.used?.baseUrl ?? '');
	}
	return isSuccess(outcome)
		? { now: Math.min(Date.now(), beeperTime(outcome)), accounts: outcome.body }
		: { now: Date.now(), accounts: undefined };
}

const beeperTime = ({ headers }: Answer) => Date.parse(headers.date ?? '') || Date.now();

/** The first time: where the most recently active chats stand, so that what comes after that is new. */
async function begin({ positions }: Memory, rest: Rest): Promise<void> {
	const outcome = await rest.getOnce('/v1/chats', {}, ACTIVATION_MS);
	// The header counts in seconds: what was written in this one is in the list.
	positions.beganAt = Math.max(Date.now(), isSuccess(outcome) ? beeperTime(outcome) + 999 : 0);
	const { items } = (isSuccess(outcome) ? (outcome.body ?? {}) : {}) as { items?: Chat[] };
	if (!Array.isArray(items)) return;
	for (const { id, accountID, lastActivity, preview } of items) {
		const { sortKey, chatID } = (preview ?? {}) as { sortKey?: unknown; chatID?: unknown };
		if (typeof sortKey !== 'string' || chatID !== id) continue;
		positions.begin(id, accountID, sortKey, Date.parse(String(lastActivity ?? '')) || 0);
	}
}

function apiError(context: ITriggerFunctions, outcome: Outcome, baseUrl: string): NodeApiError {
	const { message, description } = explain(outcome, askedRead(baseUrl));
	const httpCode = outcome.status === undefined ? undefined : String(outcome.status);
	return new NodeApiError(context.getNode(), {}, { message, description, httpCode });
}

/** How an active trigger tells n8n. */
function outletOf(context: ITriggerFunctions, delivery: Delivery): Outlet {
	return {
		emit: (json, binary, ref, isCatchUp) => delivery.emit(json, binary, ref, isCatchUp),
		room: async () => await delivery.room(),
		isBusy: () => delivery.isBusy,
		quiet: async (chatID) => await delivery.quiet(chatID),
		runningIn: (chatID) => delivery.runningIn(chatID),
		...complaints(context),
	};
}

/** How a test run does: one event, and nothing is remembered. */
function testOutlet(context: ITriggerFunctions, stop: AbortController): Outlet {
	return {
		emit: (json, binary) => {
			if (stop.signal.aborted) return;
			// One is all that n8n takes; what else is under way ends.
			stop.abort();
			context.emit([[binary && Object.keys(binary).length > 0 ? { json, binary } : { json }]]);
		},
		...complaints(context),
	};
}

/** Failed executions, which error workflows see, while the workflow stays active; and the log. */
function complaints(
	context: ITriggerFunctions,
): Pick<Outlet, 'saveFailed' | 'onUnauthorized' | 'onError' | 'log'> {
	const log = logger(context);
	const save = (error: NodeApiError | NodeOperationError) => {
		try {
			context.saveFailedExecution(error);
		} catch {
			// n8n's database is away: then the log has to do.
			log({ type: 'failed', why: error.message });
		}
	};
	return {
		saveFailed: (title, description) =>
			save(new NodeOperationError(context.getNode(), title, { description })),
		onUnauthorized: (outcome, baseUrl) => save(apiError(context, outcome, baseUrl)),
		onError: (error) => save(new NodeOperationError(context.getNode(), error)),
		log,
	};
}
