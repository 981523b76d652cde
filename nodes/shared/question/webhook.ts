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

/** The webhooks of a waiting execution; their addresses are signed. */
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

/** The query of an address, which the signature covers. Short, since people see it in the chat. */
export type AddressQuery = { via: 'chat' } | { via: 'link'; answer: string };

/**
 * Serves the calls of resume.ts (`via: chat`) and the links of a question. Resumes the execution with the response
 * that a listener found, or with the answer of a link once it is confirmed.
 */
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
	// Only the button of the page answers.
	if (method !== 'POST') return { webhookResponse: confirmPage(link.text, link.label) };
	stopListening(String(context.getWorkflow().id ?? ''), askerID(context));
	return goOn(byLink(link), thanksPage(link.label));
}

/** The beginning of the IDs of all questions that one node of an execution sends. */
export const askerID = (context: { getExecutionId(): string; getNode(): { id: string } }): string =>
	`${context.getExecutionId()} ${context.getNode().id} `;

const goOn = (data: QuestionResponse, webhookResponse: unknown): IWebhookResponseData => ({
	webhookResponse,
	// Paired with the first item, which sent the question: nodes further on may refer to it.
	workflowData: [[{ json: { data: data as IDataObject }, pairedItem: { item: 0 } }]],
});

/** The answer that a link gives, by its place among the answers. */
interface Link {
	responseType: Question['responseType'];
	label: string;
	value: string | boolean;
	text: string;
	chatID: string;
}

function linked(context: IWebhookFunctions, at: number): Link {
	const parameter = <T>(name: string, fallback: T): T => {
		try {
			return context.getNodeParameter(name, fallback, { extractValue: true }) as T;
		} catch {
			// An expression may refer to what does not exist any more, such as an agent's tool.
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
