import type { IDataObject, ITriggerFunctions } from 'n8n-workflow';
import { pause } from '../../shared/values/wait';
import { persist } from '../../shared/api/persist';
import type { Choice } from '../settings/settings';
import { downloadMedia } from '../media/media';
import { MessageMirror } from '../../shared/live/mirror/messages';
import type { Rest } from '../../shared/api/apiClient';
import { activityOf, chatEvent, passingChats } from './chats';
import { newestEvent, type Found, type Place } from './messages';
import { Directory } from '../../shared/live/hub/directory';
import { NoPage, type Get } from '../../shared/api/pages';
import { connectionItem, itemOf } from '../events/item';
import { refOf } from '../events/triggerEvent';
import type { Outlet } from '../delivery/triggerOutput';

/** A real event has so long to come first. */
const PATIENCE_MS = 10_000;

/** What a sample may cost Beeper. */
const MOST_REQUESTS = 10;

/** A test run, as far as its sample needs it. */
export interface TestRun {
	context: ITriggerFunctions;
	choice: Choice;
	rest: Rest;
	/** The answer of GET /v1/accounts. */
	accounts: unknown;
	outlet: Outlet;
	/** Resolves when no event is being worked on. */
	idle: () => Promise<void>;
	/** Aborts when an event was given out, or the run is cancelled. */
	signal: AbortSignal;
}

/**
 * Where no event comes for a while, gives out the newest thing that is there already and fits, as the event
 * it would have been, with `sample: true`. Where nothing fits, or Beeper does not say, the run waits on.
 */
export async function sample(run: TestRun): Promise<void> {
	await pause(PATIENCE_MS, run.signal);
	// One that came in time may still be fetching its files.
	if (!run.signal.aborted) await run.idle();
	if (run.signal.aborted) return;
	try {
		await giveOut(run);
	} catch (error) {
		// The feed says what is wrong with Beeper, if it lasts.
		if (!(error instanceof NoPage)) run.outlet.onError(error as Error); // nothing throws anything else
	}
}

async function giveOut(run: TestRun): Promise<void> {
	const { choice, rest, accounts, signal } = run;
	const get = few(rest, signal);
	const chats = await passingChats(get, choice.filters);
	const directory = new Directory(rest);
	directory.learnAccounts(accounts);
	const seen = new MessageMirror(Infinity);
	const places: Place[] = [];
	for (const one of chats) {
		const chat = directory.learn(one);
		const account = await directory.account(one.accountID, chat);
		places.push({ chat, account, nameOf: seen.nameOf, until: activityOf(one) || Infinity });
	}
	const { baseUrl = '' } = rest.used ?? {};
	const found = await newestEvent({ get, places, seen, choice, baseUrl });
	const event = found ?? chatEvent(places, choice);
	if (signal.aborted) return;
	if (event) return await tell(run, event, baseUrl);
	// Beeper has just given its chats.
	if (choice.events.has('connection.changed')) tellConnection(run);
}

async function tell(run: TestRun, { occurrence, place }: Found, baseUrl: string): Promise<void> {
	const { context, choice, outlet, signal } = run;
	const { message } = occurrence;
	const { event, ...rest } = itemOf(occurrence, place);
	// Up front, where people see it.
	const json: IDataObject = { event, sample: true, ...rest };
	const hasFiles = Array.isArray(message?.attachments) && message.attachments.length > 0;
	if (!choice.media || !message || !hasFiles) {
		return outlet.emit(json, undefined, refOf(occurrence), false);
	}
	const files = await downloadMedia(context, { baseUrl }, message, choice.media, signal);
	outlet.emit({ ...json, media: files.media }, files.binary, refOf(occurrence), false);
}

function tellConnection({ outlet }: TestRun) {
	const json = connectionItem({ state: 'connected', reason: null, since: null });
	const ref = { event: 'connection.changed', chatID: '', messageID: '', revision: '' };
	const { event, ...rest } = json;
	outlet.emit({ event, sample: true, ...rest }, undefined, ref, false);
}

/** GET with retries, as often as a sample may ask; after that it is as if Beeper gave nothing. */
function few(rest: Rest, signal: AbortSignal): Get {
	let left = MOST_REQUESTS;
	return async (url, qs) => {
		if (left-- <= 0) return { status: undefined, code: '', reason: 'enough was asked' };
		const attempt = async () => await rest.getOnce(url, qs);
		return await persist(attempt, { repeatable: true, signal });
	};
}
