import type { IDataObject, IExecuteFunctions, IExecutePaginationFunctions } from 'n8n-workflow';
import { WAIT_INDEFINITELY } from 'n8n-workflow';
import { isAgentTool } from '../operation/agentTool';
import type { Call } from '../operation/operationContext';
import { confirm, SENT } from '../send/confirm';
import type { Output } from '../operation/output';
import { postOnce } from '../send/postOnce';
import { APPROVAL, plan, type Plan } from './parameters';
import type { Question } from './question';
import { waitForAnswer } from './pendingQuestions';
import { askerID, type AddressQuery } from './webhook';

/** So much later than the question's own limit n8n would end the wait, if nobody is there to do it with an answer. */
const GRACE_MS = 60_000;

/** What n8n's contexts can do when they run a node in a workflow, and its types do not say. */
type Pausable = IExecutePaginationFunctions & Pick<IExecuteFunctions, 'putExecutionToWait'>;

/**
 * Sends the question of the first item and puts the execution to wait for its answer; items after it ask nothing.
 * What the node gives out in the end comes through the waiting webhook (webhook.ts).
 */
export async function sendAndWait(call: Call): Promise<Output[]> {
	if (call.context.getItemIndex() > 0) return [];
	refuseAsTool(call);
	const planned = plan(call);
	const askedAt = Date.now();
	const text = textOf(call, planned);
	const urls = urlsOf(call, planned);
	const [posted] = await postOnce(call, [{ body: { text }, hints: {} }]);
	const { accepted } = posted;
	call.accepted();
	const { message } = await confirm(call, posted, SENT);
	const question: Question = {
		id: `${askerID(call.context)}${askedAt}`,
		baseUrl: call.baseUrl,
		credentialID: call.context.getNode().credentials?.beeperApi?.id ?? '',
		chatID: accepted.chatID,
		messageID: String(message?.id ?? accepted.messageID ?? accepted.pendingMessageID),
		isPending: message === undefined,
		sortKey: String(message?.sortKey ?? ''),
		askedAt: message ? Date.parse(String(message.timestamp)) : askedAt,
		text,
		hint: planned.howToAnswer || planned.text,
		urls,
		later: [],
		responseType: planned.responseType,
		answers: planned.answers,
		answersFrom: planned.answersFrom,
		people: planned.people,
		onlyReplies: planned.onlyReplies,
		onOther: planned.onOther,
		confirmation: planned.confirmation,
		until: planned.until,
		defaultAnswer: planned.defaultAnswer,
	};
	const { until } = question;
	const context = call.context as Pausable;
	await context.putExecutionToWait(until ? new Date(until + GRACE_MS) : WAIT_INDEFINITELY);
	waitForAnswer(context, question);
	const { messageID } = question;
	return [{ chatID: accepted.chatID, messageID, text } as IDataObject];
}

/** As a plain tool there is nothing that could be put to wait; n8n has a variant of the node for that. */
function refuseAsTool(call: Call) {
	if (!isAgentTool(call.context.getNode())) return;
	throw call.inputError(
		"'Send and Wait for Response' cannot be a tool of an agent",
		"To have a person approve what an agent does, add Beeper as a 'Human Review' step between the agent and its tool.",
	);
}

function textOf(call: Call, planned: Plan): string {
	const { text, howToAnswer, hasLinks } = planned;
	const links = hasLinks ? linksOf(call, planned) : '';
	return [text, howToAnswer, links].filter((part) => part !== '').join('\n\n');
}

/** One signed link per answer; opening it asks for confirmation (page.ts). */
function linksOf({ context }: Call, { responseType, labels }: Plan): string {
	if (responseType === 'freeText') return '';
	const names = responseType === 'approval' ? APPROVAL.map(({ label }) => label) : labels;
	return names
		.map((name, at) => {
			const query: AddressQuery = { via: 'link', answer: String(at) };
			return `${name}: ${context.getSignedResumeUrl(query)}`;
		})
		.join('\n');
}

/** Where n8n listens: as it calls itself, and by the address on its own machine. The signature covers no host. */
function urlsOf(call: Call, { n8nUrl }: Plan): string[] {
	const own = call.context.getSignedResumeUrl({ via: 'chat' });
	if (n8nUrl.trim() === '') return [own];
	if (!URL.canParse(n8nUrl)) {
		throw call.inputError(
			"'Instance URL' is no web address",
			`It is "${n8nUrl}". Put in where this n8n answers, such as http://127.0.0.1:5678.`,
		);
	}
	const { pathname, search } = new URL(own);
	const local = `${new URL(n8nUrl).origin}${pathname}${search}`;
	return own === local ? [own] : [own, local];
}
