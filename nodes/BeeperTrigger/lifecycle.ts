import type { IDataObject, ITriggerFunctions, ITriggerResponse } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import { ApiClient } from '../shared/api/apiClient';
import { backoffMs } from '../shared/live/feed/policy';
import { keepQuestionsSaved, resumeSavedQuestions } from '../shared/question/pendingQuestions';
import { wait } from '../shared/values/wait';
import { beginPositions, checkToken } from './activation';
import { Delivery } from './delivery/delivery';
import { activeOutput, testOutput } from './delivery/outputs';
import { Subscription } from './events/subscription';
import { sample } from './sample/sample';
import { readSettings } from './settings/settings';
import { Memory } from './state/memory';

/** How long (ms) closing waits for the event being worked on. */
const CLOSE_MS = 5_000;

/**
 * Starts the trigger. Throws on a wrong token when a person activates, updates or tests the workflow, not when n8n
 * itself starts. If Beeper is not running, only a test run fails: other outages are waited out.
 */
export async function lifecycle(context: ITriggerFunctions): Promise<ITriggerResponse> {
	if (typeof WebSocket === 'undefined') {
		throw new NodeOperationError(context.getNode(), 'Beeper Trigger needs Node.js 22 or newer', {
			description: 'This n8n runs on an older version. Update n8n, or its Docker image.',
		});
	}
	const settings = readSettings(context);
	const isManual = context.getMode() === 'manual';
	const stop = new AbortController();
	const client = new ApiClient(context, stop.signal);
	const { now, accounts } = await checkToken(context, isManual);

	// A test run leaves no trace: it neither reads nor writes what the active trigger remembers.
	const data: IDataObject = isManual ? {} : context.getWorkflowStaticData('node');
	if (settings.catchUpHours === 0) delete data.base;
	if (data.base === undefined) delete data.recent;
	const memory = new Memory(data, now);
	// Not if Beeper has just failed to respond: that would be a second wait.
	if (memory.isFirst && accounts !== undefined) await beginPositions(memory, client);
	if (!isManual) {
		keepQuestionsSaved(context, stop.signal);
		resumeSavedQuestions(context);
	}
	// n8n saves the static data when the activation ends.
	memory.write();

	const output = isManual
		? testOutput(context, stop)
		: activeOutput(context, new Delivery(context, memory, stop.signal));
	const subscription = new Subscription(context, client, settings, memory, output, stop.signal);
	const run = () => {
		void open(subscription, client, accounts, stop.signal);
		if (!isManual) return;
		const idle = async () => await subscription.idle();
		const { signal } = stop;
		void sample({ context, settings, client, accounts, output, idle, signal });
	};
	if (!isManual) run();
	return {
		closeFunction: async () => {
			stop.abort();
			await subscription.close(CLOSE_MS);
		},
		// n8n hands out `emit` only after `trigger` has returned, so a test run starts here.
		manualTriggerFunction: async () => run(),
	};
}

/** Opens the subscription as soon as n8n can read the credential, which may take a while when n8n starts. */
async function open(
	subscription: Subscription,
	client: ApiClient,
	accounts: unknown,
	signal: AbortSignal,
): Promise<void> {
	for (let attempt = 1; !signal.aborted; attempt++) {
		const credential = await client.credential().catch(() => undefined);
		if (credential) return subscription.open(accounts);
		await wait(backoffMs(attempt), signal);
	}
}
