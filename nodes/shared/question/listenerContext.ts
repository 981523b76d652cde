import type { IDataObject, IWorkflowMetadata, Logger } from 'n8n-workflow';
import type { ApiClient, ApiContext } from '../api/apiClient';

/** What a listener works with. */
export interface ListenerContext {
	n8n: ApiContext;
	client: ApiClient;
	/** Ends it without an answer. */
	signal: AbortSignal;
	/** Writes to n8n's log; never a text of a message. */
	log(level: 'info' | 'warn', message: string): void;
	/** Where the question comes from: then what came before it is known, except where it was saved. */
	origin: Origin;
}

/** Asked by this process, saved before n8n was restarted, or handed over by another process. */
export type Origin = 'asked' | 'saved' | 'taken';

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
