import type { IDataObject, IWorkflowMetadata, Logger } from 'n8n-workflow';
import type { ApiClient, ApiContext } from '../api/apiClient';

/** What a listener works with. */
export interface ListenerContext {
	n8n: ApiContext;
	client: ApiClient;
	/** Aborted to end it without an answer. */
	signal: AbortSignal;
	/** Writes to n8n's log; never a text of a message. */
	log(level: 'info' | 'warn', message: string): void;
	/** Where the question comes from. Of a saved one it is not known which messages were dealt with. */
	origin: Origin;
}

/** `asked`: sent by this process; `saved`: found after a restart of n8n; `taken`: handed over by another process. */
export type Origin = 'asked' | 'saved' | 'taken';

/** What waiting for answers needs of an n8n context. */
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
