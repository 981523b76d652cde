import type { Recorded } from '../double/http/ledger.mts';
import type { Fault, Stage } from './faults.mts';

const SEND = 'POST /v1/chats/{chatID}/messages';

const isRead = ({ method }: Recorded) => method === 'GET';

/** What goes wrong with requests, and with what is sent. */
export const restFaults = {
	readsSlow: (stage: Stage) => slow(stage, 'request'),
	answersSlow: (stage: Stage) => slow(stage, 'answer'),

	readsRefused(stage: Stage) {
		const retryAfter = stage.dice.pick([undefined, 1, 2]);
		const wait = retryAfter === undefined ? 'no Retry-After' : `Retry-After ${retryAfter}`;
		return failing(stage, { status: 429, retryAfter }, `reads get 429 with ${wait}`);
	},

	readsFail(stage: Stage) {
		const reset = stage.dice.chance(0.3);
		const status = stage.dice.pick([500, 502, 503]);
		const what = reset ? 'reads are cut' : `reads get ${status}`;
		return failing(stage, reset ? { reset } : { status }, what);
	},

	sendsFail({ world: { desktop }, dice }: Stage) {
		const how = dice.pick(['verdict', '429', '500 after all'] as const);
		if (how === 'verdict') desktop.failSend({ status: 'FAIL_PERMANENT' });
		if (how === '429') desktop.failNext(SEND, { status: 429, retryAfter: dice.pick([0, 1, 2]) });
		if (how === '500 after all') desktop.failNext(SEND, { status: 500, afterHandling: true });
		return { what: `the next send fails: ${how}` };
	},

	sendsHang({ world: { desktop } }: Stage) {
		desktop.neverResolve();
		return { what: 'sends stay pending', end: () => desktop.neverResolve(false) };
	},
} satisfies Record<string, Fault>;

function slow({ world: { desktop }, dice, disturb }: Stage, of: 'request' | 'answer') {
	const isOver = disturb('reads', `slow ${of}s`);
	const most = dice.between(200, 2_500);
	desktop.latency((request) => (isRead(request) ? [50, most] : 0), { of });
	const end = () => {
		desktop.latency(0, { of });
		isOver();
	};
	return { what: `reads take up to ${most} ms (${of})`, end };
}

/** Some reads fail, as long as it lasts and no longer, however few there are. */
function failing(
	{ world: { desktop }, dice, disturb }: Stage,
	failure: { status?: number; retryAfter?: number; reset?: boolean },
	what: string,
) {
	const isOver = disturb('reads', what);
	const share = dice.pick([0.3, 0.6, 1]);
	let isOn = true;
	desktop.failNext((request) => isOn && isRead(request) && dice.chance(share), {
		...failure,
		times: Infinity,
	});
	const end = () => {
		isOn = false;
		isOver();
	};
	return { what: `${what}, ${share * 100} % of them`, end };
}
