import type { IDataObject, ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { listRequest } from '../../shared/listSearch/listRequest';
import { chatPath } from '../../shared/api/path';

/** Offered where the network allows any reaction, as most do. */
const COMMON = ['👍', '❤️', '😂', '😮', '😢', '🙏', '🎉', '🔥', '👏', '✅', '👀', '👎'];

/** The reactions that the chosen chat allows; `COMMON` if it allows any, or no chat is chosen. */
export async function getReactions(
	this: ILoadOptionsFunctions,
	filter = '',
): Promise<INodeListSearchResult> {
	const chatID = String(this.getCurrentNodeParameter('chatID', { extractValue: true }) ?? '');
	const allowed = chatID ? await allowedIn(this, chatID) : undefined;
	const keys = allowed ?? COMMON;
	const results = keys
		.filter((key) => key.includes(filter))
		.map((key) => ({ name: key, value: key }));
	return { results };
}

async function allowedIn(
	context: ILoadOptionsFunctions,
	chatID: string,
): Promise<string[] | undefined> {
	const chat = await listRequest<IDataObject>(context, chatPath(chatID), {
		maxParticipantCount: 0,
	});
	const { allowedReactions } = (chat.capabilities ?? {}) as { allowedReactions?: string[] };
	return allowedReactions?.length ? allowedReactions : undefined;
}
