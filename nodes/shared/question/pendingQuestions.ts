import type { IDataObject } from 'n8n-workflow';
import { HandedOver, type Handover } from './handover';
import { listenFor } from './listener';
import { workflowOf, type QuestionContext, type QuestionSource } from './listenerContext';
import type { Question } from './question';

/** Where the questions of a workflow stand in its saved data, as text. */
const SAVED = 'beeperQuestions';

/** More are not saved: the oldest are left to their own time limit. */
const MAX_SAVED = 200;

interface Waiting {
	question: Question;
	stop: AbortController;
	/** It has read what it needs of n8n's context. */
	ready: Promise<void>;
	over: Promise<void>;
}

/** The questions of each workflow that this process waits for, by ID. Kept in the module: n8n loads it once. */
const waiting = new Map<string, Map<string, Waiting>>();

/** Questions that are over; more than so many are not remembered. What is saved may still have them. */
const ended = new Set<string>();
const MAX_ENDED = 1_000;

/** Questions of another credential, which this process cannot ask Beeper about: saved as they are, for whoever can. */
const parked = new Map<string, Map<string, Question>>();

/** Questions that another process of this n8n listens for. */
const handedOver = new HandedOver();

/**
 * Saved data of workflows that this process holds, besides that of the execution that asked: n8n saves a
 * trigger's as a whole, over what executions have saved.
 */
const holders = new Map<string, Set<IDataObject>>();

/** Waits for the answer to a question that was just asked, also after a restart of n8n. */
export function waitForAnswer(context: QuestionContext, question: Question) {
	listen(context, question, { origin: 'asked' });
	save(workflowOf(context), context.getWorkflowStaticData('global'));
}

/**
 * Waits for the answer to a question that another process of this n8n asked, such as a worker. Resolves when the
 * context is not needed any more.
 */
export async function takeOver(context: QuestionContext, { question, dealtWith }: Handover) {
	await listen(context, question, { origin: 'taken', dealtWith })?.ready;
}

/** Waits again for the answers to questions that a workflow asked before n8n was restarted. */
export function resumeSavedQuestions(context: QuestionContext) {
	const saved = context.getWorkflowStaticData('global')[SAVED];
	if (typeof saved !== 'string') return;
	const { beeperApi } = context.getNode().credentials ?? {};
	const workflowID = workflowOf(context);
	const questions = parse(saved);
	handedOver.keepOnly(workflowID, questions);
	for (const question of questions) {
		if (handedOver.isTrusted(workflowID, question.id)) continue;
		// Another credential may be for another Beeper.
		if (question.credentialID === (beeperApi?.id ?? ''))
			listen(context, question, { origin: 'saved' });
		else park(workflowID, question);
	}
}

/** Keeps the saved data of a trigger complete as long as the signal is not aborted. */
export function keepQuestionsSaved(context: QuestionContext, signal: AbortSignal) {
	const workflowID = workflowOf(context);
	const data = context.getWorkflowStaticData('global');
	const all = holders.get(workflowID) ?? new Set();
	holders.set(workflowID, all.add(data));
	signal.addEventListener('abort', () => all.delete(data), { once: true });
	if (waiting.has(workflowID)) save(workflowID, data);
}

/** What an execution's node has asked was answered in another way, such as by a link. */
export function stopListening(workflowID: string, askerID: string) {
	for (const [id, { stop }] of waiting.get(workflowID) ?? []) {
		if (id.startsWith(askerID)) stop.abort();
	}
}

/** Ends all waiting of this process, as its end would; resolves when nothing is under way. */
export async function stopWaiting(): Promise<void> {
	const all = [...waiting.values()].flatMap((questions) => [...questions.values()]);
	for (const { stop } of all) stop.abort();
	await Promise.all(all.map(async ({ over }) => await over));
	ended.clear();
	handedOver.clear();
}

/** The other questions that stand in the same chat. */
function inChat({ id, baseUrl, chatID }: Question): Question[] {
	return [...waiting.values()]
		.flatMap((questions) => [...questions.values()])
		.map(({ question }) => question)
		.filter((one) => one.id !== id && one.chatID === chatID && one.baseUrl === baseUrl);
}

/** Of several questions in one chat, the later ones are noted at the earlier: an answer without a quote is theirs. */
function inOrder(question: Question) {
	for (const other of inChat(question)) {
		const [earlier, later] =
			other.askedAt <= question.askedAt ? [other, question] : [question, other];
		if (earlier.later.some(({ id }) => id === later.id)) continue;
		earlier.later.push({ id: later.id, from: later.askedAt });
	}
}

/** Notes that a question is over: from now on, an answer without a quote is for the one before it. */
function note(question: Question) {
	for (const other of inChat(question)) {
		const shadow = other.later.find(({ id }) => id === question.id);
		if (shadow) shadow.to = Date.now();
	}
	ended.add(question.id);
	const [oldest] = ended;
	if (ended.size > MAX_ENDED) ended.delete(oldest);
}

function park(workflowID: string, question: Question) {
	const known = parked.get(workflowID) ?? new Map<string, Question>();
	if (!waiting.get(workflowID)?.has(question.id)) known.set(question.id, question);
	parked.set(workflowID, known);
}

/** Begins to listen; `undefined` where it is listened for, or over, already. */
function listen(
	context: QuestionContext,
	question: Question,
	source: QuestionSource,
): Waiting | undefined {
	const workflowID = workflowOf(context);
	const questions = waiting.get(workflowID) ?? new Map<string, Waiting>();
	if (questions.has(question.id) || ended.has(question.id)) return undefined;
	waiting.set(workflowID, questions);
	inOrder(question);
	const stop = new AbortController();
	const { ready, over } = listenFor(context, question, source, stop.signal);
	const isOver = over.then(({ isElsewhere }) => {
		questions.delete(question.id);
		if (isElsewhere) handedOver.add(workflowID, question);
		else note(question);
		if (questions.size === 0) waiting.delete(workflowID);
		// Frees the feed, if nobody else listens.
		stop.abort();
		saveAll(workflowID);
	});
	const begun = { question, stop, ready, over: isOver };
	questions.set(question.id, begun);
	parked.get(workflowID)?.delete(question.id);
	handedOver.end(workflowID, question.id);
	saveAll(workflowID);
	return begun;
}

function saveAll(workflowID: string) {
	for (const data of holders.get(workflowID) ?? []) save(workflowID, data);
}

/** Writes the questions of a workflow into its saved data, which n8n saves when it likes. */
function save(workflowID: string, data: IDataObject) {
	const questions = [
		...handedOver.of(workflowID),
		...(parked.get(workflowID)?.values() ?? []),
		...[...(waiting.get(workflowID)?.values() ?? [])].map(({ question }) => question),
	];
	const text = JSON.stringify(questions.slice(-MAX_SAVED));
	// Not even an empty list where there was nothing: n8n would save the whole workflow's data for it.
	if (questions.length > 0 || data[SAVED] !== undefined) data[SAVED] = text;
}

function parse(saved: string): Question[] {
	try {
		const questions: unknown = JSON.parse(saved);
		return Array.isArray(questions) ? (questions as Question[]) : [];
	} catch {
		// Written by hand: nobody can be helped.
		return [];
	}
}
