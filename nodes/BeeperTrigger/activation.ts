import type { ITriggerFunctions } from 'n8n-workflow';
import { ApiClient } from '../shared/api/apiClient';
import { isBlocked } from '../shared/api/errors/unreachableText';
import { isSuccess, type HttpResponse } from '../shared/api/httpResult';
import { activityOf, type Chat } from '../shared/model/chat';
import { failureOf } from './delivery/failures';
import type { Memory } from './state/memory';

/** How long activation waits for Beeper: n8n activates one workflow after the other. */
const ACTIVATION_MS = 5_000;

/**
 * Asks Beeper whether it takes the token, and returns the time by Beeper's own clock (ms): messages
 * that came before are history, and n8n's clock may be minutes ahead of it. And the accounts, if it said.
 */
export async function checkToken(context: ITriggerFunctions, isManual: boolean) {
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
		throw failureOf(context, result, client.used?.baseUrl ?? '');
	}
	return isSuccess(result)
		? { now: Math.min(Date.now(), beeperTime(result)), accounts: result.body }
		: { now: Date.now(), accounts: undefined };
}

const beeperTime = ({ headers }: HttpResponse) => Date.parse(headers.date ?? '') || Date.now();

/** When the trigger is activated for the first time: notes where the most recently active chats stand, so that what comes after that is new. */
export async function beginPositions({ positions }: Memory, client: ApiClient): Promise<void> {
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
