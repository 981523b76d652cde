import type { IDataObject } from 'n8n-workflow';
import { compareSortKeys } from '../live/mirror/sortKey';
import { asMessage, timeOf, type Message } from '../live/mirror/message';
import { messagePages, NoPage } from '../live/station/pages';
import { backoffMs } from '../live/feed/policy';
import type { Rest, RestContext } from '../live/rest';
import { outboxOf, type Outbox } from '../shared/outbox';
import { isSuccess } from '../shared/outcome';
import { pause } from '../shared/pause';
import { persist } from '../shared/persist';
import { plainText } from '../shared/plainText';
import { words } from '../shared/words';
import { byLimit, findAnswer } from './answer';
import type { Outcome, Question } from './question';
import { handOver, probe, resume, type Told } from './resume';

/** Without a word from the feed the chat is looked at this often: some networks send no events. */
const LOOK_MS = 30_000;

/** So often n8n is asked whether it still waits: an execution may be stopped or deleted. */
const PROBE_MS = 3_600_000;

/** After asking, n8n is called this soon: that it cannot be reached should not come out with the answer. */
const FIRST_MS = 2_000;

/** Where it cannot be reached, it is asked again after so long; where it is still busy with the execution, sooner. */
const SOON_MS = 10_000;
const BUSY_MS = 1_000;

/** So many times in vain, and it is worth a line in the log. */
const COMPLAIN_AFTER = 3;

/** More hints than this are a conversation with somebody who does not want to answer. */
const MOST_HINTS = 3;

/** How far back a chat is read, where much was said since the question. */
const MOST_PAGES = 100;

/** What comes in quick succession is looked at together. */
const GAP_MS = 500;

/** What a listener works with. */
export interface Ground {
	context: RestContext;
	rest: Rest;
	/** Ends it without an answer. */
	signal: AbortSignal;
	/** Writes to n8n's log; never a text of a message. */
	log(level: 'info' | 'warn', message: string): void;
	/** Where the question comes from: then what came before it is known, except where it was saved. */
	origin: Origin;
}

/** Asked by this process, saved before n8n was restarted, or handed over by another process. */
export type Origin = 'asked' | 'saved' | 'taken';

/** Waits for the answer to one question, and lets its execution go on with it. */
export class Listener {
	private wakeUp: (() => void) | undefined;
	private isDue = false;
	/** Up to this sort key the chat was read; empty if it was not. */
	private readTo = '';
	/** Messages that fit no answer, and were dealt with. */
	private readonly dealtWith: Set<string>;
	private hints = 0;
	/** Another process listens for the answer now. */
	isElsewhere = false;
	/** When (ms) to ask n8n whether it still waits. */
	private probeAt: number;
	/** How often n8n could not be reached. */
	private unreachable = 0;

	constructor(
		readonly question: Question,
		private readonly ground: Ground,
		dealtWith: string[] = [],
	) {
		this.dealtWith = new Set(dealtWith);
		this.probeAt = Date.now() + { asked: FIRST_MS, saved: 0, taken: PROBE_MS }[ground.origin];
	}

	/** Something may have happened in a chat (in any, if it is empty). */
	wake(chatID = '') {
		if (chatID && chatID !== this.question.chatID) return;
		this.isDue = true;
		this.wakeUp?.();
	}

	/** Until the question is answered, its time is up, or nobody waits for the answer any more. Never rejects. */
	async listen(): Promise<void> {
		const { signal } = this.ground;
		let failures = 0;
		let isFirst = true;
		while (!signal.aborted) {
			this.isDue = false;
			const isLast = this.timeLeft <= 0;
			const looked = await this.look(isFirst && this.ground.origin === 'saved').catch(
				() => undefined,
			);
			if (signal.aborted) return;
			const outcome = looked?.outcome ?? (isLast ? byLimit(this.question) : undefined);
			if (outcome) return await this.end(outcome);
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
			return await pause(Math.max(0, Math.min(GAP_MS, this.timeLeft)), this.ground.signal);
		const woken = new AbortController();
		this.wakeUp = () => woken.abort();
		const signal = AbortSignal.any([woken.signal, this.ground.signal]);
		await pause(Math.max(0, Math.min(ms, this.timeLeft, this.probeAt - Date.now())), signal);
		this.wakeUp = undefined;
	}

	/** The answer, if there is one; `undefined` where the chat could not be read. */
	private async look(isPickedUp: boolean): Promise<{ outcome?: Outcome } | undefined> {
		const { question } = this;
		if (question.isPending) await this.settle();
		const messages = await this.since();
		if (question.isPending) this.recognize(messages);
		const asked = messages.find(({ id }) => id === question.messageID) ?? (await this.asked());
		const outbox = outboxOf(this.ground.rest.used?.baseUrl ?? '');
		const isSentByN8n = (message: Message) => this.isOurs(message, outbox);
		const found = findAnswer(question, { messages, asked, isSentByN8n });
		for (const one of found) {
			if (one.type === 'answer') return { outcome: await this.named(one.outcome, messages) };
			if (this.dealtWith.has(one.message.id)) continue;
			this.dealtWith.add(one.message.id);
			// What was said before n8n stopped was dealt with then.
			if (!isPickedUp && question.onOther === 'hint') await this.hint();
		}
		return {};
	}

	/** A reaction names nobody: from their messages, or from the chat's list of people. */
	private async named(outcome: Outcome, messages: Message[]): Promise<Outcome> {
		const { respondedBy } = outcome;
		if (!respondedBy || respondedBy.name !== null) return outcome;
		const { id } = respondedBy;
		const name =
			messages.find(({ senderID }) => senderID === id)?.senderName ?? (await this.nameOf(id));
		return { ...outcome, respondedBy: { ...respondedBy, name: (name as string) ?? null } };
	}

	private async nameOf(userID: unknown): Promise<string | undefined> {
		const path = `/v1/chats/${encodeURIComponent(this.question.chatID)}`;
		const outcome = await this.ground.rest.getOnce(path, { maxParticipantCount: 500 }, 5_000);
		const { participants } = (isSuccess(outcome) ? outcome.body : {}) as IDataObject;
		const { items = [] } = (participants ?? {}) as { items?: IDataObject[] };
		const person = items.find(({ id }) => id === userID);
		return (person?.fullName ?? person?.username) as string | undefined;
	}

	/** Sent by a Beeper node of this n8n, or before it was restarted, one of this question's own messages. */
	private isOurs(message: Message, outbox: Outbox): boolean {
		if (message.isSender !== true) return false;
		const { chatID, hint, confirmation, text } = this.question;
		if (outbox.has(chatID, message.id)) return true;
		const said = plainText(message.text);
		if ([hint, confirmation, text].some((own) => own !== '' && plainText(own) === said))
			return true;
		return outbox.recognize(chatID, message.id, said, timeOf(message));
	}

	/** What was written since the last look, or since the question, oldest first; and what is on the newest page anyway. */
	private async since(): Promise<Message[]> {
		const { chatID, askedAt } = this.question;
		const sortKey = this.readTo || this.question.sortKey;
		const messages: Message[] = [];
		let pages = 0;
		for await (const page of messagePages(async (url, qs) => await this.get(url, qs), chatID)) {
			messages.push(...page);
			const oldest = page.at(-1);
			const isReached =
				!oldest ||
				(sortKey ? compareSortKeys(oldest.sortKey, sortKey) <= 0 : timeOf(oldest) < askedAt);
			if (isReached || ++pages >= MOST_PAGES || this.ground.signal.aborted) break;
		}
		if (messages.length > 0) this.readTo = messages[0].sortKey;
		return messages.reverse();
	}

	/** The question as it is now, with its reactions. */
	private async asked(): Promise<Message | undefined> {
		const { chatID, messageID, responseType } = this.question;
		if (responseType === 'freeText') return undefined;
		const outcome = await this.get(pathOf(chatID, messageID), {});
		// Beeper before 4.2.808 cannot give one message; then words alone can answer.
		if (outcome.status === 404) return undefined;
		if (!isSuccess(outcome)) throw new NoPage(outcome);
		return asMessage(outcome.body, chatID);
	}

	/** Its final ID, which it gets when its network has taken it. */
	private async settle() {
		const { question } = this;
		const outcome = await this.get(pathOf(question.chatID, question.messageID), {});
		const message = isSuccess(outcome) ? asMessage(outcome.body, question.chatID) : undefined;
		if (!message || message.id === question.messageID) return;
		this.found(message);
	}

	/** By its words: older versions of Beeper cannot say what became of it, newer ones forget it when they restart. */
	private recognize(messages: Message[]) {
		const said = words(plainText(this.question.text));
		const own = messages.find(
			({ isSender, text }) => isSender === true && words(plainText(text)) === said,
		);
		if (own) this.found(own);
	}

	private found({ id: messageID, sortKey }: Message) {
		Object.assign(this.question, { messageID, sortKey, isPending: false });
	}

	private async hint() {
		if (this.question.hint === '' || this.hints++ >= MOST_HINTS) return;
		await this.say(this.question.hint);
	}

	/** Says something in the chat; if that fails the question still stands. */
	private async say(text: string) {
		const { rest } = this.ground;
		const { chatID } = this.question;
		const outbox = outboxOf(rest.used?.baseUrl ?? '');
		await outbox.watch(chatID, async () => {
			const path = `/v1/chats/${encodeURIComponent(chatID)}/messages`;
			const outcome = await rest.postOnce(path, { text });
			const { pendingMessageID } = (isSuccess(outcome) ? outcome.body : {}) as IDataObject;
			if (pendingMessageID) outbox.accepted(chatID, String(pendingMessageID), text);
			else outbox.expect(chatID, text);
		});
	}

	/** Tells n8n, until it knows or nobody waits any more. */
	private async end(outcome: Outcome): Promise<void> {
		const { ground, question } = this;
		for (let attempt = 1; !ground.signal.aborted; attempt++) {
			const told = await resume(ground.context.helpers, question.urls, outcome);
			if (told === 'over') return;
			if (told === 'resumed') {
				if (question.confirmation !== '' && !outcome.timedOut)
					await this.say(question.confirmation);
				return;
			}
			this.complain(told);
			await pause(told === 'busy' ? 1_000 : backoffMs(attempt), ground.signal);
		}
	}

	/** Whether nobody waits for the answer any more, or another process of n8n listens for it from now on. */
	async isOver(): Promise<boolean> {
		if (Date.now() < this.probeAt) return false;
		this.probeAt = Date.now() + PROBE_MS;
		const told = await this.call();
		if (told === 'busy') this.probeAt = Date.now() + BUSY_MS;
		if (typeof told !== 'string') this.probeAt = Date.now() + SOON_MS;
		this.complain(told);
		this.isElsewhere = told === 'elsewhere';
		return told === 'over' || this.isElsewhere;
	}

	/** What was handed over once stays where it is: there may be several processes behind one address. */
	private async call(): Promise<Told> {
		const { question, ground, dealtWith } = this;
		const { helpers } = ground.context;
		if (ground.origin === 'taken') return await probe(helpers, question.urls);
		const handover = { question, dealtWith: [...dealtWith] };
		return await handOver(helpers, question.urls, handover);
	}

	/** Once, but not at once: n8n picks questions up before it answers. A person has to mend it. */
	private complain(told: Told) {
		if (typeof told === 'string' || ++this.unreachable !== COMPLAIN_AFTER) return;
		this.ground.log(
			'warn',
			`cannot reach this n8n to end the wait (${told.why}). Set the option 'Instance URL' of the node to where n8n answers on its own machine; it is tried again until then.`,
		);
	}

	private async get(url: string, qs: IDataObject) {
		const { rest, signal } = this.ground;
		return await persist(async () => await rest.getOnce(url, qs), { repeatable: true, signal });
	}
}

const pathOf = (chatID: string, messageID: string) =>
	`/v1/chats/${encodeURIComponent(chatID)}/messages/${encodeURIComponent(messageID)}`;
