import type { IDataObject } from 'n8n-workflow';
import type { Call } from '../operation/operationContext';
import type { Run } from '../operation/nodeRun';
import { secondsIn } from '../operation/seconds';

/** The account of each chat of a run, asked for once. */
const accounts = new WeakMap<Run, Map<string, Promise<string>>>();

/** What "Time Between Messages" holds (fields/sendOptions.ts). */
export interface Pacing {
	seconds?: unknown;
	randomSeconds?: unknown;
	per?: 'chat' | 'account';
}

/** Makes `post` when the pacing, if there is one, lets the next message of this chat or account go. */
export async function paced<T>(
	call: Call,
	pacing: Pacing | undefined,
	post: () => Promise<T>,
): Promise<T> {
	if (!pacing) return await post();
	const least = secondsIn(call, 'At Least (Seconds)', pacing.seconds ?? 5);
	const most = secondsIn(call, 'Random (Seconds)', pacing.randomSeconds ?? 3);
	const chatID = call.parameter('chatID', '');
	const lane = pacing.per === 'account' ? `account ${await accountOf(call, chatID)}` : chatID;
	return await call.run.paced(lane, (least + Math.random() * most) * 1_000, post);
}

async function accountOf(call: Call, chatID: string): Promise<string> {
	const known = accounts.get(call.run) ?? new Map<string, Promise<string>>();
	accounts.set(call.run, known);
	const account = known.get(chatID) ?? ask(call);
	known.set(chatID, account);
	return await account;
}

async function ask(call: Call): Promise<string> {
	const url = '/v1/chats/{chatID}';
	const { body } = await call.send({ method: 'GET', url, qs: { maxParticipantCount: 0 } });
	return String((body as IDataObject).accountID);
}
