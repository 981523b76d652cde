import type { ITriggerFunctions } from 'n8n-workflow';
import { ApiClient } from '../shared/api/apiClient';
import { isBlocked } from '../shared/api/errors/unreachableText';
import { isSuccess, type HttpResponse } from '../shared/api/httpResult';
import { activityOf, type Chat } from '../shared/model/chat';
import { failureOf } from './delivery/failures';
import type { Memory } from './state/memory';
import { objectsIn } from '../shared/values/list';

/** How long activation waits for Beeper: n8n activates one workflow after the other. */
const ACTIVATION_MS = 5_000;

/**
 * Checks the token by GET /v1/accounts. Returns `now`, the time (ms) by Beeper's clock if n8n's is ahead of it, from
 * which on messages are new, and the response's body as `accounts`. Throws if Beeper refuses, except while n8n
 * starts; in a test run, where a person waits, on every failure.
 */
export async function checkToken(context: ITriggerFunctions, isManual: boolean) {
	// The signal ends what the request's timeout does not cover; the timeout comes first, with the better error.
	const client = new ApiClient(context, AbortSignal.timeout(ACTIVATION_MS + 1_000));
	const result = await client.getOnce('/v1/accounts', {}, ACTIVATION_MS);
	const isStartOfN8n = ['init', 'leadershipChange'].includes(context.getActivationMode());
	// A web page with status 200 is a refusal: it is no Beeper, and will not become one.
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

/** At the first activation: notes the newest message of the most recently active chats; what follows is new. */
export async function beginPositions({ positions }: Memory, client: ApiClient): Promise<void> {
	const result = await client.getOnce('/v1/chats', {}, ACTIVATION_MS);
	// The header counts whole seconds; messages of the current second are already in the list.
	positions.beganAt = Math.max(Date.now(), isSuccess(result) ? beeperTime(result) + 999 : 0);
	const { items } = (isSuccess(result) ? (result.body ?? {}) : {}) as { items?: unknown };
	for (const { id, accountID, lastActivity, preview } of objectsIn(items) as Chat[]) {
		const { sortKey, chatID } = (preview ?? {}) as { sortKey?: unknown; chatID?: unknown };
		if (typeof sortKey !== 'string' || chatID !== id) continue;
		positions.begin(id, accountID, sortKey, activityOf({ lastActivity }));
	}
}
