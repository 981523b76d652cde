import type { ITriggerFunctions } from 'n8n-workflow';
import type { StatusEvent } from '../shared/live/statusEvent';

/** Writes status events to n8n's log, with workflow and node, never a text of a message or a token. */
export function logger(context: ITriggerFunctions): (event: StatusEvent) => void {
	const { logger: log } = context;
	const about = { workflowId: context.getWorkflow().id, node: context.getNode().name };
	const where = `"${about.node}" of workflow ${about.workflowId}`;
	const logUpToDate = ({ messages, skippedChats }: { messages: number; skippedChats: number }) => {
		if (skippedChats > 0) {
			log.warn(
				`Beeper Trigger ${where} left out what was missed in ${skippedChats} chats: 'Catch Up Limit' was reached`,
				about,
			);
		}
		const said = `Beeper Trigger ${where} is up to date; ${messages === 1 ? '1 message' : `${messages} messages`} had been missed`;
		if (messages > 0) log.info(said, about);
		else log.debug(said, about);
	};
	return (event) => {
		switch (event.type) {
			case 'connected':
				return log.info(`Beeper Trigger ${where} is connected`, about);
			case 'disconnected':
				return log.warn(
					`Beeper Trigger ${where} has no connection: ${event.reason}. It tries again in ${Math.ceil(event.retryInMs / 1000)} s.`,
					about,
				);
			case 'gap':
				return log.warn(`Beeper Trigger ${where} missed ${event.missing} events`, about);
			case 'lost':
				return log.warn(`Beeper Trigger ${where} lost a message: ${event.why}`, about);
			case 'back':
				return log.info(`Beeper Trigger ${where} has its connection back ${event.why}`, about);
			case 'upToDate':
				return logUpToDate(event);
			case 'cut':
				return log.warn(
					`Beeper Trigger ${where} stopped reading ${event.what}: it seems to have no end`,
					about,
				);
			case 'renumbered':
				return log.warn(
					`Beeper Trigger ${where}: Beeper has numbered its messages anew, as after a new installation. What is older than the last message it had counts as received.`,
					about,
				);
			case 'failed':
				return log.error(`Beeper Trigger ${where} failed, and goes on: ${event.why}`, about);
			case 'unknown':
				return log.debug(`Beeper Trigger ${where} skipped ${event.what}`, about);
			default:
				return undefined;
		}
	};
}
