import type { IDataObject } from 'n8n-workflow';
import { CHAT_REQUEST, type BeeperRequest } from '../request';
import type { Capabilities, NetworkRule } from '../../model/capabilities';
import type { Explanation } from './explanation';
import { isSuccess, type HttpResult } from '../httpResult';

/** Refusals that may be the network's: not those about the token, the chat or the pace. */
const MAYBE_NETWORK = new Set([400, 403, 405, 409, 413, 415, 422, 500, 501]);

/**
 * After a refusal, asks the chat (through `attempt`) what its network can do, and gives the error in those
 * words; `api` is what the answer itself says, and stands where the chat has nothing against it.
 */
export async function networkText(
	limit: NetworkRule,
	result: HttpResult,
	{ body, qs = {}, files = [] }: BeeperRequest,
	attempt: (request: BeeperRequest) => Promise<HttpResult>,
	api: Explanation,
): Promise<Explanation> {
	if (result.status === undefined || !MAYBE_NETWORK.has(result.status)) return api;
	const asked = await attempt(CHAT_REQUEST);
	const chat = isSuccess(asked) ? (asked.body as IDataObject) : undefined;
	const data = typeof body === 'function' ? {} : (body ?? {});
	const isReadOnly = chat?.isReadOnly === true;
	const known = (chat?.capabilities ?? {}) as Capabilities;
	const because = limit(known, { body: data, qs, files, isReadOnly });
	if (!because) return api;
	const network = String(chat?.network ?? 'The network');
	const sentence = `${network} ${because.clause}`;
	return because.certainty === 'surely'
		? { message: sentence, description: api.description }
		: { message: api.message, description: `${sentence}. ${api.description}` };
}
