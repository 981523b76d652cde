import type { IDataObject, IWorkflowMetadata, Logger } from 'n8n-workflow';
import { Rest, type RestContext } from '../api/apiClient';
import { Earshot } from './activityListener';
import type { Origin } from './listenerContext';
import { Listener } from './listener';
import type { Question } from './question';

/** What it takes of n8n to wait for answers. */
export type Context = RestContext & {
	logger: Logger;
	getWorkflow(): IWorkflowMetadata;
	getWorkflowStaticData(type: string): IDataObject;
};

export const workflowOf = (context: Context) => String(context.getWorkflow().id ?? '');

/** Where a question comes from, and the messages that were dealt with there. */
export interface Source {
	origin: Origin;
	dealtWith?: string[];
}

/**
 * Listens for the answer to one question, until the signal is aborted. `ready`: n8n's context has been read, and may
 * go; `over`: whether another process listens now. Neither rejects.
 */
export function listenFor(
	context: Context,
	question: Question,
	{ origin, dealtWith }: Source,
	signal: AbortSignal,
) {
	const rest = new Rest(context, signal, true);
	const about = { workflowId: workflowOf(context), node: context.getNode().name };
	const where = `Beeper: the question of "${about.node}" in workflow ${about.workflowId}`;
	const log = (level: 'info' | 'warn', message: string) =>
		context.logger[level](`${where} ${message}`, about);
	const listener = new Listener(question, { context, rest, signal, log, origin }, dealtWith);
	const onError = (error: Error) => log('warn', `met something unexpected: ${error.name}`);
	const earshot = new Earshot(rest, (chatID) => listener.wake(chatID), onError);
	if (origin === 'taken') log('info', 'was asked by a worker; its answer is waited for here');

	// Before anything else: the execution's credential can be read now.
	const ready = rest.credential().then(
		() => {},
		() => {},
	);
	const run = async () => {
		await ready;
		// What was saved may be over, or listened for elsewhere: then there is no need of a feed.
		if (!(await listener.isOver())) {
			earshot.open(signal);
			await listener.listen();
		}
	};
	const over = run()
		.catch(onError)
		.then(() => ({ isElsewhere: listener.isElsewhere }));
	return { ready, over };
}
