import type { IDataObject } from 'n8n-workflow';
import type { BeeperRequest } from '../request';
import type { Capabilities, Limit } from '../../model/capabilities';
import type { Explanation } from './errorText';
import { isSuccess, type Outcome } from '../httpResult';

/** Refusals that may be the network's: not those about the token, the chat or the pace. */
const MAYBE_NETWORK = new Set([400, 403, 405, 409, 413, 415, 422, 500, 501]);

const CHAT: BeeperRequest = {
	method: 'GET',
	url: '/v1/chats/{chatID}',
	qs: { maxParticipantCount: 0 },
};

/**
 * After a refusal, asks the chat (through `attempt`) what its network can do, and gives the error in those
 * words; `api` is what the answer itself says, and stands where the chat has nothing against it.
 */
export async function explainByNetwork(
	limit: Limit,
	outcome: Outcome,
	{ body, qs = {}, files = [] }: BeeperRequest,
	attempt: (request: BeeperRequest) => Promise<Outcome>,
	api: Explanation,
): Promise<Explanation> {
	if (outcome.status === undefined || !MAYBE_NETWORK.has(outcome.status)) return api;
	const asked = await attempt(CHAT);
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
