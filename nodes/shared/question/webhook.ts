import type {
	IDataObject,
	IWebhookDescription,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';
import { buildResponse } from './findAnswer';
import { APPROVAL, filled, type Choice } from './answerOptions';
import { confirmPage, thanksPage } from './confirmPage';
import type { QuestionResponse, Question } from './question';
import { PROCESS, type Handover } from './handover';
import { stopListening, takeOver } from './pendingQuestions';
import { MARK } from './resume';

/** n8n calls these while an execution waits; the addresses are signed. */
export const waitingWebhooks: IWebhookDescription[] = (['GET', 'POST', 'PUT'] as const).map(
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

/** What the query of an address says; the signature covers it. Short, since people see it in the chat. */
export type AddressQuery = { via: 'chat' } | { via: 'link'; answer: string };

/** Lets the execution go on with what the listener found, or with the answer of a link once it is confirmed. */
export async function receiveAnswer(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	const query = context.getQueryData() as AddressQuery;
	const { method } = context.getRequestObject();
	if (query.via === 'chat') {
		if (method === 'GET') return { webhookResponse: { [MARK]: 'waiting' } };
		if (method === 'PUT') {
			const { handover } = context.getBodyData() as unknown as { handover?: Handover };
			if (!handover?.question.id.startsWith(askerID(context))) {
				return { webhookResponse: { error: 'no question' } };
			}
			await takeOver(context, handover);
			return { webhookResponse: { [MARK]: 'waiting', process: PROCESS } };
		}
		const { outcome: found } = context.getBodyData() as { outcome?: QuestionResponse };
		if (!found) return { webhookResponse: { error: 'no outcome' } };
		return goOn(found, { [MARK]: 'resumed' });
	}
	const link = linked(context, Number(query.answer));
	// Nothing but the button of that page answers.
	if (method !== 'POST') return { webhookResponse: confirmPage(link.text, link.label) };
	stopListening(String(context.getWorkflow().id ?? ''), askerID(context));
	return goOn(byLink(link), thanksPage(link.label));
}

/** How the IDs of an execution's and node's questions begin: it may ask several, one after the other. */
export const askerID = (context: { getExecutionId(): string; getNode(): { id: string } }): string =>
	`${context.getExecutionId()} ${context.getNode().id} `;

const goOn = (data: QuestionResponse, webhookResponse: unknown): IWebhookResponseData => ({
	webhookResponse,
	// The first item asked; nodes further on may refer to it.
	workflowData: [[{ json: { data: data as IDataObject }, pairedItem: { item: 0 } }]],
});

/** The answer that a link is for, by its place among the answers. */
interface Link {
	responseType: Question['responseType'];
	label: string;
	value: string | boolean;
	/** The question. */
	text: string;
	chatID: string;
}

function linked(context: IWebhookFunctions, at: number): Link {
	const parameter = <T>(name: string, fallback: T): T => {
		try {
			return context.getNodeParameter(name, fallback, { extractValue: true }) as T;
		} catch {
			// An expression may refer to what is not there any more, such as an agent's tool.
			return fallback;
		}
	};
	const responseType = parameter<Question['responseType']>('responseType', 'approval');
	const all =
		responseType === 'choice'
			? filled(parameter<Choice[]>('choices.values', [])).map(({ label, value }) => ({
					label: String(label),
					value: String(value || label),
				}))
			: APPROVAL;
	const { label, value } = all[at] ?? { label: String(at + 1), value: String(at + 1) };
	const text = String(parameter('message', ''));
	return { responseType, label, value, text, chatID: String(parameter('chatID', '')) };
}

function byLink({ responseType, value, text, chatID }: Link): QuestionResponse {
	const question = { chatID, messageID: '', text, responseType };
	return { ...buildResponse(question, value), via: 'link' };
}
