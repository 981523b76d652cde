import type { IDataObject, INodeParameters } from 'n8n-workflow';
import type { Desktop } from '../double/driver.mts';
import { activate, type ActivateOptions, type WorkflowFile } from '../engine/index.mts';
import { credentialFor } from './given.mts';
import { emitted, triggered } from './triggered.mts';

export { fastTime, inFastTime, movableTime } from './time.mts';

export type Active = Awaited<ReturnType<typeof activate>>;

const LIST = 'GET /v1/chats';

/** A workflow of a Beeper Trigger on these events, which asks besides the feed as often as it may. */
export const onEvents = (
	events: string[],
	{ options, ...others }: { filters?: INodeParameters; options?: INodeParameters } = {},
	then?: INodeParameters,
) => triggered({ events, options: { reconcileSeconds: 5, ...options }, ...others }, then);

/** Activates, and waits until this very workflow is up to date; leaves nothing behind if that fails. */
export async function listening(
	desktop: Pick<Desktop, 'url' | 'token'>,
	file: WorkflowFile,
	options: ActivateOptions = {},
) {
	const active = await activate(file, { credentials: credentialFor(desktop), ...options });
	const isIt = ({ message }: { message: string }) => message.includes(`${file.id} is up to date`);
	try {
		await active.waitForLog(isIt, 120_000);
		return active;
	} catch (error) {
		await active[Symbol.asyncDispose]();
		throw error;
	}
}

/** The next item that fits, or the oldest that no wait was given yet. */
export async function told(
	active: Active,
	fits: (json: IDataObject) => boolean,
	timeoutMs = 200_000,
) {
	const { items } = await active.emitted.wait(({ items: [[one]] }) => fits(one.json), timeoutMs);
	return items[0][0].json;
}

/** The next item of this event. */
export const toldOf = async (active: Active, event: string, timeoutMs?: number) =>
	await told(active, (json) => json.event === event, timeoutMs);

/** The item about a message of this text. */
export const toldText = async (active: Active, text: string, timeoutMs?: number) =>
	await told(active, ({ plainText }) => plainText === text, timeoutMs);

/** The texts of the items so far. */
export const texts = (active: Active) => emitted(active).map(({ plainText }) => plainText);

/** The items that n8n made an execution of: what an earlier n8n is not known to have run comes again, and is refused. */
export const ran = (active: Active) =>
	active.emitted.all
		.filter(({ isDuplicate }) => !isDuplicate)
		.map(({ items: [[{ json }]] }) => json);

/** The texts of those. */
export const ranTexts = (active: Active) => ran(active).map(({ plainText }) => plainText);

/** The events of the items so far. */
export const events = (active: Active) => emitted(active).map(({ event }) => event);

/** Waits until a check over REST that begins from now on has been worked through. */
export async function checked(desktop: Desktop, timeoutMs = 200_000) {
	const now = performance.timeOrigin + performance.now();
	const isLater = (than: number) => (request: { startedAt: number; url: string }) =>
		request.startedAt > than && !request.url.includes('cursor');
	const first = await desktop.waitForRequest(LIST, isLater(now), { timeoutMs, at: 'arrived' });
	await desktop.waitForRequest(LIST, isLater(first.startedAt), { timeoutMs, at: 'arrived' });
}
