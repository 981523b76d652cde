import type { Call } from '../../shared/operation/operationContext';
import type { BeeperRequest } from '../../shared/api/request';
import type { Answer } from '../../shared/api/httpResult';
import { olderRequest } from './olderName';

type Name = 'now' | 'before';

/** Which name of a route each Beeper answered to, so that it is found out only once. */
const known = new Map<string, Name>();

/**
 * Sends a request under the name that this Beeper has for its route: today's, and where that is not
 * found the one before it. Not found means that nothing was carried out, so this is safe for writes too.
 */
export async function sendByName(
	call: Call,
	request: BeeperRequest = call.request,
): Promise<Answer> {
	const older = olderRequest(request);
	if (!older) return await call.send(request);
	const key = `${call.baseUrl} ${request.url.split('/').slice(0, 5).join('/')}`;
	const now: [Name, BeeperRequest] = ['now', request];
	const before: [Name, BeeperRequest] = ['before', older];
	const names = known.get(key) === 'before' ? [before, now] : [now, before];
	// Beeper is updated, never the other way round: who knew today's name does not go back to the older.
	if (known.get(key) === 'now') names.pop();

	let first: Answer | undefined;
	for (const [name, attempt] of names) {
		const answer = await call.send(attempt, { accept: [404] });
		if (answer.status !== 404) {
			known.set(key, name);
			return answer;
		}
		first ??= answer;
	}
	throw await call.refusalOf(first as Answer); // there is at least one name
}
