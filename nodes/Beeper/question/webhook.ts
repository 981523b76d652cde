import type {
	IDataObject,
	IWebhookDescription,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';
import { outcome } from './answer';
import { confirmPage, thanksPage } from './page';
import type { Outcome, Question } from './question';
import { answered } from './registry';
import { MARK } from './resume';

/** n8n calls these while an execution waits; the addresses are signed. */
export const waitingWebhooks: IWebhookDescription[] = (['GET', 'POST'] as const).map(
	(httpMethod) => ({
		name: 'default',
		httpMethod,
		responseMode: 'onReceived',
		responseData: '',
		path: '={{ $nodeId }}',
		restartWebhook: true,
		isFullPath: true,
	}),
);

/** What the query of an address says; the signature covers it. */
export interface LinkQuery {
	via?: 'chat' | 'link';
	/** The text of the answer that the link is for, and what the output says then. */
	label?: string;
	value?: string;
	/** The question's text, chat and message, for the page and the output. */
	text?: string;
	chatID?: string;
}

/** Lets the execution go on with what the listener found, or with the answer of a link once it is confirmed. */
export async function receiveAnswer(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	const query = context.getQueryData() as LinkQuery;
	const isGet = context.getRequestObject().method === 'GET';
	if (query.via === 'chat') {
		if (isGet) return { webhookResponse: { [MARK]: 'waiting' } };
		const { outcome: found } = context.getBodyData() as { outcome?: Outcome };
		if (!found) return { webhookResponse: { error: 'no outcome' } };
		return goOn(found, { [MARK]: 'resumed' });
	}
	const { label = '', text = '' } = query;
	if (isGet) return { webhookResponse: confirmPage(text, label) };
	answered(String(context.getWorkflow().id ?? ''), questionID(context));
	return goOn(byLink(query), thanksPage(label));
}

/** One question per execution and node waits at a time. */
export const questionID = (context: {
	getExecutionId(): string;
	getNode(): { id: string };
}): string => `${context.getExecutionId()} ${context.getNode().id}`;

const goOn = (data: Outcome, webhookResponse: unknown): IWebhookResponseData => ({
	webhookResponse,
	workflowData: [[{ json: { data: data as IDataObject } }]],
});

function byLink({ value = '', text = '', chatID = '' }: LinkQuery): Outcome {
	const isApproval = value === 'true' || value === 'false';
	const question = {
		chatID,
		messageID: '',
		text,
		responseType: isApproval ? 'approval' : 'choice',
	} as Question;
	return { ...outcome(question, isApproval ? value === 'true' : value), via: 'link' };
}
