import type { IDataObject, ITriggerFunctions, ITriggerResponse } from 'n8n-workflow';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import { failedRead, errorText } from '../shared/api/errors/errorText';
import { isBlocked } from '../shared/api/errors/unreachableText';
import { isSuccess, type HttpResponse, type HttpResult } from '../shared/api/httpResult';
import { wait } from '../shared/values/wait';
import { keepQuestionsSaved, resumeSavedQuestions } from '../shared/question/pendingQuestions';
import { readSettings } from './settings/settings';
import { backoffMs } from '../shared/live/feed/policy';
import { logger } from './log';
import { activityOf, type Chat } from '../shared/model/chat';
import { ApiClient } from '../shared/api/apiClient';
import { sample } from './sample/sample';
import { Delivery } from './delivery/delivery';
import { Memory } from './state/memory';
import type { TriggerOutput } from './delivery/triggerOutput';
import { Subscription } from './events/subscription';

/** How long activation waits for Beeper: n8n activates one workflow after the other. */
const ACTIVATION_MS = 5_000;

/** Closing waits for what is being worked on, but never longer than this. */
const CLOSE_MS = 5_000;

/**
 * Starts the trigger. Fails on a wrong token when a person activates, updates or tests the workflow;
 * never because Beeper is not running, and never when n8n itself starts: outages are waited out.
 */
export async function lifecycle(context: ITriggerFunctions): Promise<ITriggerResponse> {
	if (typeof WebSocket === 'undefined') {
		throw new NodeOperationError(context.getNode(), 'Beeper Trigger needs Node.js 22 or newer', {
			description: 'This n8n runs on an older version. Update n8n, or its Docker image.',
		});
	}
	const settings = readSettings(context);
	const isManual = context.getMode() === 'manual';
	const stop = new AbortController();
	const client = new ApiClient(context, stop.signal);
	const { now, accounts } = await checkToken(context, isManual);

	// A test run leaves no trace: it neither reads nor writes what the active trigger remembers.
	const data: IDataObject = isManual ? {} : context.getWorkflowStaticData('node');
	if (settings.catchUpHours === 0) delete data.base;
	if (data.base === undefined) delete data.recent;
	const memory = new Memory(data, now);
	// Where Beeper has just not answered, it is not waited for again.
	if (memory.isFirst && accounts !== undefined) await begin(memory, client);
	if (!isManual) {
		keepQuestionsSaved(context, stop.signal);
		resumeSavedQuestions(context);
	}
	// n8n saves what stands here when the activation ends.
	memory.write();

	const output = isManual
		? testOutput(context, stop)
		: activeOutput(context, new Delivery(context, memory, stop.signal));
	const subscription = new Subscription(context, client, settings, memory, output, stop.signal);
	const run = () => {
		void open(subscription, client, accounts, stop.signal);
		if (!isManual) return;
		const idle = async () => await subscription.idle();
		const { signal } = stop;
		void sample({ context, settings, client, accounts, output, idle, signal });
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
	client: ApiClient,
	accounts: unknown,
	signal: AbortSignal,
): Promise<void> {
	for (let attempt = 1; !signal.aborted; attempt++) {
		const credential = await client.credential().catch(() => undefined);
		if (credential) return subscription.open(accounts);
		await wait(backoffMs(attempt), signal);
	}
}

/**
 * Asks Beeper whether it takes the token, and returns the time by Beeper's own clock (ms): messages
 * that came before are history, and n8n's clock may be minutes ahead of it. And the accounts, if it said.
 */
async function checkToken(context: ITriggerFunctions, isManual: boolean) {
	// The signal is for what the time limit of the request does not cover; that one says why.
	const client = new ApiClient(context, AbortSignal.timeout(ACTIVATION_MS + 1_000));
	const result = await client.getOnce('/v1/accounts', {}, ACTIVATION_MS);
	// In a test run somebody waits: then an app that is not running is worth saying at once.
	const isStartOfN8n = ['init', 'leadershipChange'].includes(context.getActivationMode());
	// A web page with status 200 is no Beeper, and will not become one.
	const isRefused =
		result.status === undefined
			? isBlocked(result.reason)
			: result.status < 500 && result.status !== 429;
	if (!isSuccess(result) && (isManual || (isRefused && !isStartOfN8n))) {
		throw apiError(context, result, client.used?.baseUrl ?? '');
	}
	return isSuccess(result)
		? { now: Math.min(Date.now(), beeperTime(result)), accounts: result.body }
		: { now: Date.now(), accounts: undefined };
}

const beeperTime = ({ headers }: HttpResponse) => Date.parse(headers.date ?? '') || Date.now();

/** The first time: where the most recently active chats stand, so that what comes after that is new. */
async function begin({ positions }: Memory, client: ApiClient): Promise<void> {
	const result = await client.getOnce('/v1/chats', {}, ACTIVATION_MS);
	// The header counts in seconds: what was written in this one is in the list.
	positions.beganAt = Math.max(Date.now(), isSuccess(result) ? beeperTime(result) + 999 : 0);
	const { items } = (isSuccess(result) ? (result.body ?? {}) : {}) as { items?: Chat[] };
	if (!Array.isArray(items)) return;
	for (const { id, accountID, lastActivity, preview } of items) {
		const { sortKey, chatID } = (preview ?? {}) as { sortKey?: unknown; chatID?: unknown };
		if (typeof sortKey !== 'string' || chatID !== id) continue;
		positions.begin(id, accountID, sortKey, activityOf({ lastActivity }));
	}
}

function apiError(context: ITriggerFunctions, result: HttpResult, baseUrl: string): NodeApiError {
	const { message, description } = errorText(result, failedRead(baseUrl));
	const httpCode = result.status === undefined ? undefined : String(result.status);
	return new NodeApiError(context.getNode(), {}, { message, description, httpCode });
}

/** How an active trigger tells n8n. */
function activeOutput(context: ITriggerFunctions, delivery: Delivery): TriggerOutput {
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
function testOutput(context: ITriggerFunctions, stop: AbortController): TriggerOutput {
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
): Pick<TriggerOutput, 'saveFailed' | 'onUnauthorized' | 'onError' | 'log'> {
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
		onUnauthorized: (result, baseUrl) => save(apiError(context, result, baseUrl)),
		onError: (error) => save(new NodeOperationError(context.getNode(), error)),
		log,
	};
}
