import type { OperationContext } from '../../shared/operation/operationContext';
import type { BeeperRequest } from '../../shared/api/request';
import { isSuccess, isUncertain } from '../../shared/api/httpResult';
import type { LoginSession } from '../output/loginSession';

/** Used if the field holds no usable number. */
const DEFAULT_SECONDS = 120;

/**
 * Waits for somebody to scan or confirm what a `display_and_wait` step shows: one request of at most `seconds`. If it
 * ends without a clear response, usually by a timeout, nobody has done it yet: the session is read instead. The
 * request is never repeated.
 */
export async function awaitDisplay(
	context: OperationContext,
	request: BeeperRequest,
	seconds: number,
): Promise<LoginSession> {
	// Lets the next item's write begin: waiting changes nothing that it depends on.
	context.accepted();
	// At least 1: the HTTP helper would wait without end for 0 or NaN.
	const timeout = Math.max(1, Number(seconds) || DEFAULT_SECONDS) * 1000;
	const result = await context.resultOf({ ...request, timeout }, false);
	if (isSuccess(result)) return result.body as LoginSession;
	if (!isUncertain(result) || context.signal?.aborted) throw await context.errorOf(result);
	const url = '/v1/bridges/{bridgeID}/login-sessions/{loginSessionID}';
	return (await context.send({ method: 'GET', url })).body as LoginSession;
}
