import type { IDataObject } from 'n8n-workflow';
import { CHAT_REQUEST, type BeeperRequest } from '../request';
import type { Capabilities, NetworkRule } from '../../model/capabilities';
import type { Explanation } from './explanation';
import { isSuccess, type HttpResult } from '../httpResult';

/** Statuses that may be a refusal by the network: none about the token, an unknown chat or the rate. */
const MAYBE_NETWORK = new Set([400, 403, 405, 409, 413, 415, 422, 500, 501]);

/** After a refusal, reads the chat by `attempt`; says what its network cannot do, or else gives `api`. */
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
	return because.certainty === 'certain'
		? { message: sentence, description: api.description }
		: { message: api.message, description: `${sentence}. ${api.description}` };
}
