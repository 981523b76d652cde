import { ApiClient } from '../api/apiClient';
import { backoffMs } from '../live/feed/policy';
import { wait } from '../values/wait';
import { byLimit, findAnswer } from './findAnswer';
import { ActivityListener } from './activityListener';
import { Conversation } from './conversation';
import {
	workflowOf,
	type ListenerContext,
	type QuestionContext,
	type QuestionSource,
} from './listenerContext';
import type { QuestionResponse, Question } from './question';
import { WaitingExecution } from './waitingExecution';

/** How often the chat is read while the feed is silent: some networks send no events. */
const LOOK_MS = 30_000;

/** The most hints to one question: whoever ignores them does not want to answer. */
const MAX_HINTS = 3;

/** Events in quick succession are handled by one look at the chat, after this time. */
const GAP_MS = 500;

/** Waits for the answer to one question, and resumes its execution with it. */
export class Listener {
	private wakeUp: (() => void) | undefined;
	private isDue = false;
	/** IDs of messages that fit no answer, and were dealt with. */
	private readonly dealtWith: Set<string>;
	private hints = 0;
	private readonly conversation: Conversation;
	private readonly execution: WaitingExecution;

	constructor(
		readonly question: Question,
		private readonly context: ListenerContext,
		dealtWith: string[] = [],
	) {
		this.dealtWith = new Set(dealtWith);
		this.conversation = new Conversation(question, context);
		this.execution = new WaitingExecution(question, context, this.dealtWith);
	}

	/** Something may have happened in a chat (in any, if it is empty). */
	wake(chatID = '') {
		if (chatID && chatID !== this.question.chatID) return;
		this.isDue = true;
		this.wakeUp?.();
	}

	/** Listens until the question is answered, its time is up, or nobody waits any more. Never rejects. */
	async listen(): Promise<void> {
		const { signal } = this.context;
		let failures = 0;
		let isFirst = true;
		while (!signal.aborted) {
			this.isDue = false;
			const isLast = this.timeLeft <= 0;
			const looked = await this.look(isFirst && this.context.origin === 'saved').catch(
				() => undefined,
			);
			if (signal.aborted) return;
			const response = looked?.response ?? (isLast ? byLimit(this.question) : undefined);
			if (response) return await this.end(response);
			failures = looked ? 0 : failures + 1;
			if (looked) isFirst = false;
			if (await this.isOver()) return;
			await this.rest(looked ? LOOK_MS : backoffMs(failures));
		}
	}

	private get timeLeft(): number {
		return (this.question.until ?? Infinity) - Date.now();
	}

	private async rest(ms: number) {
		if (this.isDue)
			return await wait(Math.max(0, Math.min(GAP_MS, this.timeLeft)), this.context.signal);
		const woken = new AbortController();
		this.wakeUp = () => woken.abort();
		const signal = AbortSignal.any([woken.signal, this.context.signal]);
		await wait(Math.max(0, Math.min(ms, this.timeLeft, this.execution.probeIn)), signal);
		this.wakeUp = undefined;
	}

	/** Reads the chat for the answer. Throws if it cannot be read. */
	private async look(isPickedUp: boolean): Promise<{ response?: QuestionResponse } | undefined> {
		const { question } = this;
		const read = await this.conversation.read();
		for (const one of findAnswer(question, read)) {
			if (one.type === 'answer') {
				return { response: await this.conversation.named(one.response, read.messages) };
			}
			if (this.dealtWith.has(one.message.id)) continue;
			this.dealtWith.add(one.message.id);
			// Messages from before a restart of n8n were dealt with then.
			if (!isPickedUp && question.onOther === 'hint') await this.hint();
		}
		return {};
	}

	private async hint() {
		if (this.question.hint === '' || this.hints++ >= MAX_HINTS) return;
		await this.conversation.say(this.question.hint);
	}

	/** Resumes the execution, and sends the confirmation to the chat. */
	private async end(response: QuestionResponse): Promise<void> {
		const { confirmation } = this.question;
		const isResumed = await this.execution.end(response);
		if (isResumed && confirmation !== '' && !response.timedOut) {
			await this.conversation.say(confirmation);
		}
	}

	/** Whether nobody waits for the answer any more, or another process of n8n listens for it from now on. */
	async isOver(): Promise<boolean> {
		return await this.execution.isOver();
	}

	/** Another process listens for the answer now. */
	get isElsewhere(): boolean {
		return this.execution.isElsewhere;
	}
}

/**
 * Listens for the answer to one question until it is over or the signal is aborted. `ready` resolves once the
 * credential has been read, for which n8n's context must still be alive; `over` says at the end whether another
 * process listens now. Neither rejects.
 */
export function listenFor(
	context: QuestionContext,
	question: Question,
	{ origin, dealtWith }: QuestionSource,
	signal: AbortSignal,
) {
	const client = new ApiClient(context, signal, true);
	const about = { workflowId: workflowOf(context), node: context.getNode().name };
	const where = `Beeper: the question of "${about.node}" in workflow ${about.workflowId}`;
	const log = (level: 'info' | 'warn', message: string) =>
		context.logger[level](`${where} ${message}`, about);
	const listener = new Listener(question, { n8n: context, client, signal, log, origin }, dealtWith);
	const onError = (error: Error) => log('warn', `met something unexpected: ${error.name}`);
	const activityListener = new ActivityListener(client, (chatID) => listener.wake(chatID), onError);
	if (origin === 'taken') log('info', 'was asked by a worker; its answer is waited for here');

	// First of all: later n8n may not give the credential of the execution any more.
	const ready = client.credential().then(
		() => {},
		() => {},
	);
	const run = async () => {
		await ready;
		// A saved question may be over, or another process listens for it: then no feed is needed.
		if (!(await listener.isOver())) {
			activityListener.open(signal);
			await listener.listen();
		}
	};
	const over = run()
		.catch(onError)
		.then(() => ({ isElsewhere: listener.isElsewhere }));
	return { ready, over };
}
