import type { ITriggerFunctions } from 'n8n-workflow';
import type { Delivery } from './delivery';
import { failureHandlers } from './failures';
import type { TriggerOutput } from './triggerOutput';

/** How an active trigger tells n8n. */
export function activeOutput(context: ITriggerFunctions, delivery: Delivery): TriggerOutput {
	return {
		emit: (json, binary, ref, isCatchUp) => delivery.emit(json, binary, ref, isCatchUp),
		room: async () => await delivery.room(),
		isBusy: () => delivery.isBusy,
		quiet: async (chatID) => await delivery.quiet(chatID),
		runningIn: (chatID) => delivery.runningIn(chatID),
		...failureHandlers(context),
	};
}

/** How a test run does: one event, and nothing is remembered. */
export function testOutput(context: ITriggerFunctions, stop: AbortController): TriggerOutput {
	return {
		emit: (json, binary) => {
			if (stop.signal.aborted) return;
			// One is all that n8n takes; what else is under way ends.
			stop.abort();
			context.emit([[binary && Object.keys(binary).length > 0 ? { json, binary } : { json }]]);
		},
		...failureHandlers(context),
	};
}
