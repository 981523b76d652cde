import { backoffMs } from '../live/feed/policy';
import { wait } from '../values/wait';
import type { ListenerContext } from './listenerContext';
import type { QuestionResponse, Question } from './question';
import { handOver, probe, resume, type ResumeResult } from './resume';

/** How often (ms) to check that the execution still waits: it may be stopped or deleted. */
const PROBE_MS = 3_600_000;

/** The first check after the question was sent: soon, to notice an unreachable n8n before there is an answer. */
const FIRST_MS = 2_000;

/** The next check if n8n could not be reached, and if it is still busy with the execution. */
const SOON_MS = 10_000;
const BUSY_MS = 1_000;

/** The failed calls after which n8n's log gets a line. */
const COMPLAIN_AFTER = 3;

/** The execution that waits for the answer: checks that it still does, and resumes it. */
export class WaitingExecution {
	/** Another process listens for the answer now. */
	isElsewhere = false;
	/** When (ms) to check next that it still waits. */
	private probeAt: number;
	/** How often n8n could not be reached. */
	private unreachable = 0;

	constructor(
		private readonly question: Question,
		private readonly context: Omit<ListenerContext, 'client'>,
		/** Messages that fit no answer, and were dealt with: for the process that takes the question. */
		private readonly dealtWith: ReadonlySet<string>,
	) {
		this.probeAt = Date.now() + { asked: FIRST_MS, saved: 0, taken: PROBE_MS }[context.origin];
	}

	/** How long (ms) until the next check that it still waits. */
	get probeIn(): number {
		return this.probeAt - Date.now();
	}

	/** Whether nobody waits for the answer any more, or another process of n8n listens for it from now on. */
	async isOver(): Promise<boolean> {
		if (this.probeIn > 0) return false;
		this.probeAt = Date.now() + PROBE_MS;
		const result = await this.call();
		if (result === 'busy') this.probeAt = Date.now() + BUSY_MS;
		if (typeof result !== 'string') this.probeAt = Date.now() + SOON_MS;
		this.complain(result);
		this.isElsewhere = result === 'elsewhere';
		return result === 'over' || this.isElsewhere;
	}

	/** Tries to resume until n8n took the response or nobody waits; `true` if the execution goes on with it. */
	async end(response: QuestionResponse): Promise<boolean> {
		const { context, question } = this;
		for (let attempt = 1; !context.signal.aborted; attempt++) {
			const result = await resume(context.n8n.helpers, question.urls, response);
			if (result === 'over' || result === 'resumed') return result === 'resumed';
			this.complain(result);
			await wait(result === 'busy' ? BUSY_MS : backoffMs(attempt), context.signal);
		}
		return false;
	}

	/** A question that was handed over to this process stays here: one address may lead to several processes. */
	private async call(): Promise<ResumeResult> {
		const { question, context, dealtWith } = this;
		const { helpers } = context.n8n;
		if (context.origin === 'taken') return await probe(helpers, question.urls);
		const handover = { question, dealtWith: [...dealtWith] };
		return await handOver(helpers, question.urls, handover);
	}

	/** Logs once, for a person to correct it, but not at first: n8n picks questions up before its webhooks work. */
	private complain(result: ResumeResult) {
		if (typeof result === 'string' || ++this.unreachable !== COMPLAIN_AFTER) return;
		this.context.log(
			'warn',
			`cannot reach this n8n to end the wait (${result.why}). Set the option 'Instance URL' of the node to where n8n answers on its own machine; it is tried again until then.`,
		);
	}
}
