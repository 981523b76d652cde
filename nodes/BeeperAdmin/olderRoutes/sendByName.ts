import type { OperationContext } from '../../shared/operation/operationContext';
import type { BeeperRequest } from '../../shared/api/request';
import type { HttpResponse } from '../../shared/api/httpResult';
import { BoundedMap } from '../../shared/values/bounded';
import { olderRequest } from './olderName';

type Name = 'now' | 'before';

/**
 * Which name of a route each Beeper answered to, by base URL and beginning of the path, so that it is found out only
 * once. Lives as long as the process; only `sendByName` writes it, and Beeper's updates are noticed by it.
 */
const known = new BoundedMap<string, Name>(500);

/**
 * Sends a request under the name that this Beeper has for its route: today's, and where that is not
 * found the one before it. Not found means that nothing was carried out, so this is safe for writes too.
 */
export async function sendByName(
	context: OperationContext,
	request: BeeperRequest = context.request,
): Promise<HttpResponse> {
	const older = olderRequest(request);
	if (!older) return await context.send(request);
	const key = `${context.baseUrl} ${request.url.split('/').slice(0, 5).join('/')}`;
	const now: [Name, BeeperRequest] = ['now', request];
	const before: [Name, BeeperRequest] = ['before', older];
	const names = known.get(key) === 'before' ? [before, now] : [now, before];
	// Beeper is updated, never the other way round: who knew today's name does not go back to the older.
	if (known.get(key) === 'now') names.pop();

	let first: HttpResponse | undefined;
	for (const [name, attempt] of names) {
		const response = await context.send(attempt, { accept: [404] });
		if (response.status !== 404) {
			known.set(key, name);
			return response;
		}
		first ??= response;
	}
	throw await context.errorOf(first as HttpResponse); // there is at least one name
}
