import { straight, type Travel } from '../events/lane.mts';
import type { Recorded } from '../http/ledger.mts';
import { pick, type Random } from '../random.mts';
import type { SendStatus } from '../wire/models.mts';

export type Where = string | ((request: Recorded) => boolean);

export type Failure = {
	status?: number;
	/** Seconds, or an HTTP date. */
	retryAfter?: number | string;
	/** An object is sent as JSON, a string as plain text, a function makes one each time; default is an error envelope. */
	body?: unknown;
	headers?: Record<string, string>;
	/** How many requests fail; default 1. */
	times?: number;
	/** Cut the connection instead of answering. */
	reset?: boolean;
	/** Carry the request out first: the client cannot know whether it was. */
	afterHandling?: boolean;
};

export type Latency =
	number | [min: number, max: number] | ((request: Recorded) => number | [number, number]);

/** A slow 'request' is handled late, a slow 'answer' is handled at once and known late. */
export type Phase = 'request' | 'answer';

export type SendFailure = Partial<Pick<SendStatus, 'status' | 'reason' | 'message'>>;

/** A network that refuses an answer asks for it again, or ends the sign-in. */
export type AfterRefusal = 'again' | 'fail';

/** What is to go wrong next, set by tests and looked up while requests are handled. */
export class Faults {
	withoutEntries = false;
	/** How frames travel to every client. */
	travel: Travel = straight();
	acceptAndDrop = false;
	refuseUpgrade: number | null = null;
	neverResolve = false;
	neverDeliver = false;
	sendFailures: SendFailure[] = [];
	uploadErrors: string[] = [];
	silentAccounts = new Set<string>();
	/** What a wrong code at a network's sign-in leads to. */
	wrongCodes: AfterRefusal = 'again';
	/** The next answers at a network's sign-in are refused, whatever they are. */
	refusedAnswers: AfterRefusal[] = [];
	#failures: Array<Failure & { where: Where; left: number }> = [];
	#latencies: Array<{ where: Where; latency: Latency; phase: Phase }> = [];
	#random: Random;

	constructor(random: Random) {
		this.#random = random;
	}

	/** Lets the next requests there fail. */
	fail(where: Where, failure: Failure) {
		this.#failures.push({ ...failure, where, left: failure.times ?? 1 });
	}

	/** The failure due for this request before or after it is handled, used up by asking. */
	take(request: Recorded, phase: 'before' | 'after'): Failure | undefined {
		const due = this.#failures.find(
			({ where, left, afterHandling }) =>
				left > 0 && (phase === 'after') === (afterHandling ?? false) && fits(where, request),
		);
		if (due) due.left -= 1;
		return due;
	}

	/** Slows requests, or their answers, down; the latest setting for a route wins, 0 ends it. */
	slow(where: Where, latency: Latency, phase: Phase) {
		this.#latencies.unshift({ where, latency, phase });
	}

	/** How long this request, or its answer, is on its way, in ms. */
	delayOf(request: Recorded, phase: Phase): number {
		const found = this.#latencies.find((one) => one.phase === phase && fits(one.where, request));
		if (!found) return 0;
		const { latency } = found;
		return pick(typeof latency === 'function' ? latency(request) : latency, this.#random);
	}

	/** Everything works again. */
	clear() {
		this.#failures = [];
		this.#latencies = [];
		this.travel = straight();
		this.withoutEntries = this.acceptAndDrop = false;
		this.neverResolve = this.neverDeliver = false;
		this.refuseUpgrade = null;
		this.sendFailures = [];
		this.uploadErrors = [];
		this.silentAccounts.clear();
		this.wrongCodes = 'again';
		this.refusedAnswers = [];
	}
}

const fits = (where: Where, request: Recorded) =>
	typeof where === 'function' ? where(request) : where === '*' || where === request.route;
