import type { IDataObject, IWorkflowMetadata, Logger } from 'n8n-workflow';
import { ApiClient, type ApiContext } from '../api/apiClient';
import { ActivityListener } from './activityListener';
import type { Origin } from './listenerContext';
import { Listener } from './listener';
import type { Question } from './question';

/** What it takes of n8n to wait for answers. */
export type QuestionContext = ApiContext & {
	logger: Logger;
	getWorkflow(): IWorkflowMetadata;
	getWorkflowStaticData(type: string): IDataObject;
};

export const workflowOf = (context: QuestionContext) => String(context.getWorkflow().id ?? '');

/** Where a question comes from, and the messages that were dealt with there. */
export interface QuestionSource {
	origin: Origin;
	dealtWith?: string[];
}

/**
 * Listens for the answer to one question, until the signal is aborted. `ready`: n8n's context has been read, and may
 * go; `over`: whether another process listens now. Neither rejects.
 */
export function listenFor(
	context: QuestionContext,
	question: Question,
	{ origin, dealtWith }: QuestionSource,
	signal: AbortSignal,
) {
	const client = new ApiClient(context, signal, true);
	const about = { workflowId: workflowOf(context), node: context.getNode().name };
	const where = `Beeper: the question of "${about.node}" in workflow ${about.workflowId}`;
	const log = (level: 'info' | 'warn', message: string) =>
		context.logger[level](`${where} ${message}`, about);
	const listener = new Listener(question, { n8n: context, client, signal, log, origin }, dealtWith);
	const onError = (error: Error) => log('warn', `met something unexpected: ${error.name}`);
	const activityListener = new ActivityListener(client, (chatID) => listener.wake(chatID), onError);
	if (origin === 'taken') log('info', 'was asked by a worker; its answer is waited for here');

	// Before anything else: the execution's credential can be read now.
	const ready = client.credential().then(
		() => {},
		() => {},
	);
	const run = async () => {
		await ready;
		// What was saved may be over, or listened for elsewhere: then there is no need of a feed.
		if (!(await listener.isOver())) {
			activityListener.open(signal);
			await listener.listen();
		}
	};
	const over = run()
		.catch(onError)
		.then(() => ({ isElsewhere: listener.isElsewhere }));
	return { ready, over };
}
