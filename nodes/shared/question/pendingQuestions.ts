import type { IDataObject } from 'n8n-workflow';
import { HandedOver, type Handover } from './handover';
import { BoundedMap, BoundedSet } from '../values/bounded';
import { listenFor } from './listener';
import { workflowOf, type QuestionContext, type QuestionSource } from './listenerContext';
import type { Question } from './question';

/** The key for the questions, as JSON text, in the static data of a workflow. */
const SAVED = 'beeperQuestions';

/** The most questions saved per workflow. Older ones are left to their own time limit. */
const MAX_SAVED = 200;

interface Waiting {
	question: Question;
	stop: AbortController;
	/** Resolves when it has read what it needs of n8n's context. */
	ready: Promise<void>;
	over: Promise<void>;
}

/**
 * What this process knows of questions. Kept in the module, which n8n loads once for all workflows; written only in
 * this file. An entry is removed when its question is over or, of a holder, its trigger closes; `stopWaiting` empties
 * the rest.
 */
const state = {
	/** The questions that this process listens for, by workflow and ID; no more than executions wait. */
	waiting: new Map<string, Map<string, Waiting>>(),
	/** IDs of questions that are over; the saved data may still have them. */
	ended: new BoundedSet<string>(1_000),
	/** By workflow, saved questions of another credential, perhaps for another Beeper: saved again unchanged. */
	parked: new BoundedMap<string, Map<string, Question>>(1_000),
	/** Questions that another process of this n8n listens for. */
	handedOver: new HandedOver(),
	/** By workflow, the static data of active triggers, kept up to date: n8n saves it over that of executions. */
	holders: new Map<string, Set<IDataObject>>(),
};

/** Listens for the answer to a question that was just sent, and saves it, so that a restart of n8n finds it. */
export function waitForAnswer(context: QuestionContext, question: Question) {
	listen(context, question, { origin: 'asked' });
	save(workflowOf(context), context.getWorkflowStaticData('global'));
}

/** Listens for the answer to a question of another process, such as a worker; resolves when `context` may go. */
export async function takeOver(context: QuestionContext, { question, dealtWith }: Handover) {
	await listen(context, question, { origin: 'taken', dealtWith })?.ready;
}

/** Listens again for the answers to questions that a workflow sent before n8n was restarted. */
export function resumeSavedQuestions(context: QuestionContext) {
	const saved = context.getWorkflowStaticData('global')[SAVED];
	if (typeof saved !== 'string') return;
	const { beeperApi } = context.getNode().credentials ?? {};
	const workflowID = workflowOf(context);
	const questions = parse(saved);
	state.handedOver.keepOnly(workflowID, questions);
	for (const question of questions) {
		if (state.handedOver.isTrusted(workflowID, question.id)) continue;
		// Another credential may be for another Beeper.
		if (question.credentialID === (beeperApi?.id ?? ''))
			listen(context, question, { origin: 'saved' });
		else park(workflowID, question);
	}
}

/** Keeps the questions in a trigger's static data up to date until the signal is aborted. */
export function keepQuestionsSaved(context: QuestionContext, signal: AbortSignal) {
	const workflowID = workflowOf(context);
	const data = context.getWorkflowStaticData('global');
	const all = state.holders.get(workflowID) ?? new Set();
	state.holders.set(workflowID, all.add(data));
	const release = () => {
		all.delete(data);
		if (all.size === 0) state.holders.delete(workflowID);
	};
	signal.addEventListener('abort', release, { once: true });
	if (state.waiting.has(workflowID)) save(workflowID, data);
}

/** Stops listening for the questions of one node of an execution: they were answered otherwise, e.g. by a link. */
export function stopListening(workflowID: string, askerID: string) {
	for (const [id, { stop }] of state.waiting.get(workflowID) ?? []) {
		if (id.startsWith(askerID)) stop.abort();
	}
}

/** Ends all listening of this process, as its exit would; resolves when nothing is under way. */
export async function stopWaiting(): Promise<void> {
	const all = allWaiting();
	for (const { stop } of all) stop.abort();
	await Promise.all(all.map(async ({ over }) => await over));
	state.ended.clear();
	state.parked.clear();
	state.handedOver.clear();
}

const allWaiting = (): Waiting[] =>
	[...state.waiting.values()].flatMap((questions) => [...questions.values()]);

/** The other questions that stand in the same chat. */
function inChat({ id, baseUrl, chatID }: Question): Question[] {
	return allWaiting()
		.map(({ question }) => question)
		.filter((one) => one.id !== id && one.chatID === chatID && one.baseUrl === baseUrl);
}

/** Notes later questions of the chat at earlier ones: an answer without a quote is for the latest. */
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
	state.ended.add(question.id);
}

function park(workflowID: string, question: Question) {
	const known = state.parked.get(workflowID) ?? new Map<string, Question>();
	if (!state.waiting.get(workflowID)?.has(question.id)) known.set(question.id, question);
	state.parked.set(workflowID, known);
}

/** Starts to listen; `undefined` if the question is over, or already listened for. */
function listen(
	context: QuestionContext,
	question: Question,
	source: QuestionSource,
): Waiting | undefined {
	const workflowID = workflowOf(context);
	const questions = state.waiting.get(workflowID) ?? new Map<string, Waiting>();
	if (questions.has(question.id) || state.ended.has(question.id)) return undefined;
	state.waiting.set(workflowID, questions);
	inOrder(question);
	const stop = new AbortController();
	const { ready, over } = listenFor(context, question, source, stop.signal);
	const isOver = over.then(({ isElsewhere }) => {
		questions.delete(question.id);
		if (isElsewhere) state.handedOver.add(workflowID, question);
		else note(question);
		if (questions.size === 0) state.waiting.delete(workflowID);
		// Leaves the hub, which closes its feed if nobody else listens.
		stop.abort();
		saveAll(workflowID);
	});
	const begun = { question, stop, ready, over: isOver };
	questions.set(question.id, begun);
	state.parked.get(workflowID)?.delete(question.id);
	state.handedOver.end(workflowID, question.id);
	saveAll(workflowID);
	return begun;
}

function saveAll(workflowID: string) {
	for (const data of state.holders.get(workflowID) ?? []) save(workflowID, data);
}

/** Writes the questions of a workflow into its static data, which n8n saves later. */
function save(workflowID: string, data: IDataObject) {
	const questions = [
		...state.handedOver.of(workflowID),
		...(state.parked.get(workflowID)?.values() ?? []),
		...[...(state.waiting.get(workflowID)?.values() ?? [])].map(({ question }) => question),
	];
	const text = JSON.stringify(questions.slice(-MAX_SAVED));
	// No empty list where there was none: n8n would save the whole static data for it.
	if (questions.length > 0 || data[SAVED] !== undefined) data[SAVED] = text;
}

function parse(saved: string): Question[] {
	try {
		const questions: unknown = JSON.parse(saved);
		return Array.isArray(questions) ? (questions as Question[]) : [];
	} catch {
		// Not what this file writes: ignored.
		return [];
	}
}
