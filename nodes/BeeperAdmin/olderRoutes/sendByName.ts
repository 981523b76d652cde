import type { OperationContext } from '../../shared/operation/operationContext';
import type { BeeperRequest } from '../../shared/api/request';
import type { HttpResponse } from '../../shared/api/httpResult';
import { BoundedMap } from '../../shared/values/bounded';
import { olderRequest } from './olderName';

type Name = 'now' | 'before';

/** Which name of a route each Beeper knows, by base URL and beginning of the path; written only by `sendByName`. */
const known = new BoundedMap<string, Name>(500);

/** Sends a request under today's route name or, after a 404 (nothing was carried out), under the older one. */
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
	// Beeper is never downgraded: one that knew today's name does not get the older one.
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
