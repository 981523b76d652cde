import type { IDataObject, IExecuteFunctions, IExecutePaginationFunctions } from 'n8n-workflow';
import { WAIT_INDEFINITELY } from 'n8n-workflow';
import { isAgentTool } from '../operation/agentTool';
import type { OperationContext } from '../operation/operationContext';
import { confirm, SENT } from '../send/confirm';
import type { Output } from '../operation/output';
import { postOnce } from '../send/postOnce';
import { APPROVAL } from './answerOptions';
import { questionParameters, type QuestionParameters } from './parameters';
import type { Question } from './question';
import { waitForAnswer } from './pendingQuestions';
import { askerID, type AddressQuery } from './webhook';

/** How much later (ms) than the question's time limit n8n itself ends the wait, if no listener has done so. */
const GRACE_MS = 60_000;

/** A method that n8n's context has, although its type does not. */
type Pausable = IExecutePaginationFunctions & Pick<IExecuteFunctions, 'putExecutionToWait'>;

/**
 * Sends the question of the first item and puts the execution to wait for its answer; later items send nothing. The
 * node's output comes in the end through the waiting webhook (webhook.ts).
 */
export async function sendAndWait(context: OperationContext): Promise<Output[]> {
	if (context.n8n.getItemIndex() > 0) return [];
	refuseAsTool(context);
	const planned = questionParameters(context);
	const askedAt = Date.now();
	const text = textOf(context, planned);
	const urls = urlsOf(context, planned);
	const [posted] = await postOnce(context, [{ body: { text }, hints: {} }]);
	const { accepted } = posted;
	context.accepted();
	const { message } = await confirm(context, posted, SENT);
	const question: Question = {
		id: `${askerID(context.n8n)}${askedAt}`,
		baseUrl: context.baseUrl,
		credentialID: context.n8n.getNode().credentials?.beeperApi?.id ?? '',
		chatID: accepted.chatID,
		messageID: String(message?.id ?? accepted.messageID ?? accepted.pendingMessageID),
		isPending: message === undefined,
		sortKey: String(message?.sortKey ?? ''),
		askedAt: message ? Date.parse(String(message.timestamp)) : askedAt,
		text,
		hint: planned.howToAnswer || planned.text,
		urls,
		later: [],
		...planned.rules,
	};
	const { until } = question;
	const n8n = context.n8n as Pausable;
	await n8n.putExecutionToWait(until ? new Date(until + GRACE_MS) : WAIT_INDEFINITELY);
	waitForAnswer(n8n, question);
	const { messageID } = question;
	return [{ chatID: accepted.chatID, messageID, text } as IDataObject];
}

/** The execution of a tool cannot be put to wait; for that n8n has 'Human Review', a variant of the node. */
function refuseAsTool(context: OperationContext) {
	if (!isAgentTool(context.n8n.getNode())) return;
	throw context.inputError(
		"'Send and Wait for Response' cannot be a tool of an agent",
		"To have a person approve what an agent does, add Beeper as a 'Human Review' step between the agent and its tool.",
	);
}

function textOf(context: OperationContext, planned: QuestionParameters): string {
	const { text, howToAnswer, hasLinks } = planned;
	const links = hasLinks ? linksOf(context, planned) : '';
	return [text, howToAnswer, links].filter((part) => part !== '').join('\n\n');
}

/** One signed link per answer; opening it shows a page with a button to confirm (confirmPage.ts). */
function linksOf(
	{ n8n: n8n }: OperationContext,
	{ rules: { responseType }, labels }: QuestionParameters,
): string {
	if (responseType === 'freeText') return '';
	const names = responseType === 'approval' ? APPROVAL.map(({ label }) => label) : labels;
	return names
		.map((name, at) => {
			const query: AddressQuery = { via: 'link', answer: String(at) };
			return `${name}: ${n8n.getSignedResumeUrl(query)}`;
		})
		.join('\n');
}

/** The addresses of the webhook: n8n's own one, and the same at 'Instance URL'. The signature covers no host. */
function urlsOf(context: OperationContext, { n8nUrl }: QuestionParameters): string[] {
	const own = context.n8n.getSignedResumeUrl({ via: 'chat' });
	if (n8nUrl.trim() === '') return [own];
	if (!URL.canParse(n8nUrl)) {
		throw context.inputError(
			"'Instance URL' is no web address",
			`It is "${n8nUrl}". Put in where this n8n answers, such as http://127.0.0.1:5678.`,
		);
	}
	const { pathname, search } = new URL(own);
	const local = `${new URL(n8nUrl).origin}${pathname}${search}`;
	return own === local ? [own] : [own, local];
}
