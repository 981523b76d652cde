import type { IDataObject, IWorkflowMetadata, Logger } from 'n8n-workflow';
import { Rest, type RestContext } from '../live/rest';
import { Earshot } from './earshot';
import { Listener } from './listener';
import type { Question } from './question';

/** What it takes of n8n to wait for answers. */
export type Context = RestContext & {
	logger: Logger;
	getWorkflow(): IWorkflowMetadata;
	getWorkflowStaticData(type: string): IDataObject;
};

/** Where the questions of a workflow stand in its saved data, as text. */
const SAVED = 'beeperQuestions';

/** More are not saved: the oldest are left to their own time limit. */
const MOST_SAVED = 200;

interface Waiting {
	question: Question;
	stop: AbortController;
	over: Promise<void>;
}

/** The questions of each workflow that this process waits for, by ID. Kept in the module: n8n loads it once. */
const waiting = new Map<string, Map<string, Waiting>>();

/** Questions that are over; more than so many are not remembered. What is saved may still have them. */
const ended = new Set<string>();
const MOST_ENDED = 1_000;

/** Questions of another credential, which this process cannot ask Beeper about: saved as they are, for whoever can. */
const parked = new Map<string, Map<string, Question>>();

/**
 * Saved data of workflows that this process holds, besides that of the execution that asked: n8n saves a
 * trigger's as a whole, over what executions have saved.
 */
const holders = new Map<string, Set<IDataObject>>();

/** Waits for the answer to a question that was just asked, also after a restart of n8n. */
export function waitForAnswer(context: Context, question: Question) {
	const workflowID = workflowOf(context);
	for (const other of inChat(question)) {
		other.later.push({ id: question.id, from: question.askedAt });
	}
	listen(context, question, true);
	save(workflowID, context.getWorkflowStaticData('global'));
}

/** Waits again for the answers to questions that a workflow asked before n8n was restarted. */
export function pickUp(context: Context) {
	const saved = context.getWorkflowStaticData('global')[SAVED];
	if (typeof saved !== 'string') return;
	const { beeperApi } = context.getNode().credentials ?? {};
	const workflowID = workflowOf(context);
	for (const question of parse(saved)) {
		// Another credential may be for another Beeper.
		if (question.credentialID === (beeperApi?.id ?? '')) listen(context, question, false);
		else park(workflowID, question);
	}
}

/** Keeps the saved data of a trigger complete as long as the signal is not aborted. */
export function holdQuestions(context: Context, signal: AbortSignal) {
	const workflowID = workflowOf(context);
	const data = context.getWorkflowStaticData('global');
	const all = holders.get(workflowID) ?? new Set();
	holders.set(workflowID, all.add(data));
	signal.addEventListener('abort', () => all.delete(data), { once: true });
	if (waiting.has(workflowID)) save(workflowID, data);
}

/** A question has been answered in another way, such as by a link. */
export function answered(workflowID: string, questionID: string) {
	waiting.get(workflowID)?.get(questionID)?.stop.abort();
}

/** Ends all waiting of this process, as its end would; resolves when nothing is under way. */
export async function stopWaiting(): Promise<void> {
	const all = [...waiting.values()].flatMap((questions) => [...questions.values()]);
	for (const { stop } of all) stop.abort();
	await Promise.all(all.map(async ({ over }) => await over));
	ended.clear();
}

/** The other questions that stand in the same chat. */
function inChat({ id, baseUrl, chatID }: Question): Question[] {
	return [...waiting.values()]
		.flatMap((questions) => [...questions.values()])
		.map(({ question }) => question)
		.filter((one) => one.id !== id && one.chatID === chatID && one.baseUrl === baseUrl);
}

/** Notes that a question is over: from now on, an answer without a quote is for the one before it. */
function note(question: Question) {
	for (const other of inChat(question)) {
		const shadow = other.later.find(({ id }) => id === question.id);
		if (shadow) shadow.to = Date.now();
	}
	ended.add(question.id);
	const [oldest] = ended;
	if (ended.size > MOST_ENDED) ended.delete(oldest);
}

function park(workflowID: string, question: Question) {
	const known = parked.get(workflowID) ?? new Map<string, Question>();
	if (!waiting.get(workflowID)?.has(question.id)) known.set(question.id, question);
	parked.set(workflowID, known);
}

function listen(context: Context, question: Question, isFresh: boolean) {
	const workflowID = workflowOf(context);
	const questions = waiting.get(workflowID) ?? new Map<string, Waiting>();
	if (questions.has(question.id) || ended.has(question.id)) return;
	waiting.set(workflowID, questions);
	const stop = new AbortController();
	const over = run(context, question, isFresh, stop.signal).then(() => {
		questions.delete(question.id);
		note(question);
		if (questions.size === 0) waiting.delete(workflowID);
		// Frees the feed, if nobody else listens.
		stop.abort();
		for (const data of holders.get(workflowID) ?? []) save(workflowID, data);
	});
	questions.set(question.id, { question, stop, over });
	parked.get(workflowID)?.delete(question.id);
	for (const data of holders.get(workflowID) ?? []) save(workflowID, data);
}

async function run(context: Context, question: Question, isFresh: boolean, signal: AbortSignal) {
	const rest = new Rest(context, signal, true);
	const about = { workflowId: workflowOf(context), node: context.getNode().name };
	const where = `Beeper: the question of "${about.node}" in workflow ${about.workflowId}`;
	const log = (level: 'info' | 'warn', message: string) =>
		context.logger[level](`${where} ${message}`, about);
	const listener = new Listener(question, { context, rest, signal, log, isFresh });
	const onError = (error: Error) => log('warn', `met something unexpected: ${error.name}`);
	const earshot = new Earshot(rest, (chatID) => listener.wake(chatID), onError);
	// Before anything else: the execution's credential can be read now.
	await rest.credential().catch(() => {});
	earshot.open(signal);
	await listener.listen().catch(onError);
}

/** Writes the questions of a workflow into its saved data, which n8n saves when it likes. */
function save(workflowID: string, data: IDataObject) {
	const questions = [
		...(parked.get(workflowID)?.values() ?? []),
		...[...(waiting.get(workflowID)?.values() ?? [])].map(({ question }) => question),
	];
	const text = JSON.stringify(questions.slice(-MOST_SAVED));
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

const workflowOf = (context: Context) => String(context.getWorkflow().id ?? '');
