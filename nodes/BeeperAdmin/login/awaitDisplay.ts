import type { OperationContext } from '../../shared/operation/operationContext';
import type { BeeperRequest } from '../../shared/api/request';
import { isSuccess, isUncertain } from '../../shared/api/httpResult';
import type { LoginSession } from '../output/loginSession';

/** How long to wait where the field says nothing usable. */
const DEFAULT_SECONDS = 120;

/**
 * Waits for somebody to scan or confirm what a `display_and_wait` step shows: one long request, of
 * `seconds` at most. When that ends without an answer, which is what "nobody has done it yet" looks like,
 * the session is read instead; the request itself is never made twice.
 */
export async function awaitDisplay(
	context: OperationContext,
	request: BeeperRequest,
	seconds: number,
): Promise<LoginSession> {
	// The order of writes does not matter for waiting, so the next item need not wait for this one.
	context.accepted();
	// The HTTP helper takes 0, and what is no number, for "without end".
	const timeout = Math.max(1, Number(seconds) || DEFAULT_SECONDS) * 1000;
	const result = await context.resultOf({ ...request, timeout }, false);
	if (isSuccess(result)) return result.body as LoginSession;
	if (!isUncertain(result) || context.signal?.aborted) throw await context.errorOf(result);
	const url = '/v1/bridges/{bridgeID}/login-sessions/{loginSessionID}';
	return (await context.send({ method: 'GET', url })).body as LoginSession;
}
