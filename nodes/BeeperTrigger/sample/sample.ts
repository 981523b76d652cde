import type { IDataObject, ITriggerFunctions } from 'n8n-workflow';
import { wait } from '../../shared/values/wait';
import { withRetry } from '../../shared/api/retry';
import type { Settings } from '../settings/settings';
import { downloadMedia } from '../media/media';
import { MessageMirror } from '../../shared/live/mirror/messages';
import type { ApiClient } from '../../shared/api/apiClient';
import { activityOf } from '../../shared/model/chat';
import { chatEvent, passingChats } from './chats';
import { newestEvent, type SampleEvent, type Place } from './messages';
import { Directory } from '../../shared/live/hub/directory';
import { NoPage, type Get } from '../../shared/api/pages';
import { connectionItem, itemOf } from '../events/item';
import { refOf } from '../events/triggerEvent';
import type { TriggerOutput } from '../delivery/triggerOutput';

/** How long to wait for a real event first. */
const PATIENCE_MS = 10_000;

/** The most GETs for chats and messages; retries, account lookups and downloads do not count. */
const MAX_REQUESTS = 10;

/** A test run, as far as its sample needs it. */
export interface TestRun {
	context: ITriggerFunctions;
	settings: Settings;
	client: ApiClient;
	/** The response body of GET /v1/accounts. */
	accounts: unknown;
	output: TriggerOutput;
	/** Resolves when no event is being worked on. */
	idle: () => Promise<void>;
	/** Aborts when an event was given out, or the run is cancelled. */
	signal: AbortSignal;
}

/**
 * If no event comes for a while, emits the newest existing thing that fits, as the event that it would have been,
 * with `sample: true`. If nothing fits or Beeper cannot be read, the test run waits on.
 */
export async function sample(run: TestRun): Promise<void> {
	await wait(PATIENCE_MS, run.signal);
	// An event that came in time may still be downloading its files.
	if (!run.signal.aborted) await run.idle();
	if (run.signal.aborted) return;
	try {
		await giveOut(run);
	} catch (error) {
		// The feed reports what is wrong with Beeper, if it lasts.
		if (!(error instanceof NoPage)) run.output.onError(error as Error); // nothing throws anything else
	}
}

async function giveOut(run: TestRun): Promise<void> {
	const { settings, client, accounts, signal } = run;
	const get = few(client, signal);
	const chats = await passingChats(get, settings.filters);
	const directory = new Directory(client);
	directory.learnAccounts(accounts);
	const seen = new MessageMirror(Infinity);
	const places: Place[] = [];
	for (const one of chats) {
		const chat = directory.learn(one);
		const account = await directory.account(one.accountID, chat);
		places.push({ chat, account, nameOf: seen.nameOf, until: activityOf(one) || Infinity });
	}
	const { baseUrl = '' } = client.used ?? {};
	const found = await newestEvent({ get, places, seen, settings, baseUrl });
	const event = found ?? chatEvent(places, settings);
	if (signal.aborted) return;
	if (event) return await tell(run, event, baseUrl);
	// Beeper has just given its chats, so it is connected.
	if (settings.events.has('connection.changed')) tellConnection(run);
}

async function tell(
	run: TestRun,
	{ triggerEvent, place }: SampleEvent,
	baseUrl: string,
): Promise<void> {
	const { context, settings, output, signal } = run;
	const { message } = triggerEvent;
	const { event, ...rest } = itemOf(triggerEvent, place);
	// Near the top, where people see it.
	const json: IDataObject = { event, sample: true, ...rest };
	const hasFiles = Array.isArray(message?.attachments) && message.attachments.length > 0;
	if (!settings.media || !message || !hasFiles) {
		return output.emit(json, undefined, refOf(triggerEvent), false);
	}
	const files = await downloadMedia(context, { baseUrl }, message, settings.media, signal);
	output.emit({ ...json, media: files.media }, files.binary, refOf(triggerEvent), false);
}

function tellConnection({ output }: TestRun) {
	const json = connectionItem({ state: 'connected', reason: null, since: null });
	const ref = { event: 'connection.changed', chatID: '', messageID: '', revision: '' };
	const { event, ...rest } = json;
	output.emit({ event, sample: true, ...rest }, undefined, ref, false);
}

/** GET with retries, at most `MAX_REQUESTS` times; after that always a `NoResponse`. */
function few(client: ApiClient, signal: AbortSignal): Get {
	let left = MAX_REQUESTS;
	return async (url, qs) => {
		if (left-- <= 0) return { status: undefined, code: '', reason: 'enough was asked' };
		const attempt = async () => await client.getOnce(url, qs);
		return await withRetry(attempt, { repeatable: true, signal });
	};
}
