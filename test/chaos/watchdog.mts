import { Session } from 'node:inspector';
import { writeSync } from 'node:fs';
import { isMainThread, Worker, workerData } from 'node:worker_threads';

/** n8n must never be blocked for so long; a loop that never ends would block it for good. */
const BLOCKED_MS = 15_000;

const LINES_AROUND = 6;

/**
 * Ends this process, with a line of where it was, when nothing else has had a turn for too long. It stands
 * aside in a thread of its own, since what is to be caught leaves no turn to anybody.
 */
export function watchOverBlocking(): void {
	const beats = new Int32Array(new SharedArrayBuffer(4));
	setInterval(() => Atomics.add(beats, 0, 1), 200).unref();
	new Worker(new URL(import.meta.url), { workerData: beats }).unref();
}

if (!isMainThread) guard(workerData as Int32Array);

function guard(beats: Int32Array) {
	let [seen, since] = [0, Date.now()];
	const timer = setInterval(() => {
		const now = Atomics.load(beats, 0);
		if (now !== seen) [seen, since] = [now, Date.now()];
		if (Date.now() - since < BLOCKED_MS) return;
		clearInterval(timer);
		tellWhere();
		setTimeout(() => process.kill(process.pid, 'SIGKILL'), 2_000);
	}, 500);
}

// Written to the descriptor itself: console in a worker goes through the blocked thread.
const say = (text: string) => writeSync(2, `${text}\n`);

function tellWhere() {
	say(
		`\nBLOCKED: nothing had a turn for ${BLOCKED_MS / 1000} s, so n8n would stand still. It is here:`,
	);
	const session = new Session();
	session.connectToMainThread();
	session.on('Debugger.paused', ({ params }) => {
		for (const { functionName, location } of params.callFrames.slice(0, 5)) {
			session.post(
				'Debugger.getScriptSource',
				{ scriptId: location.scriptId },
				(_error, source) => {
					const lines = source?.scriptSource.split('\n') ?? [];
					const first = Math.max(0, location.lineNumber - LINES_AROUND);
					say(`  ${functionName || '(anonymous)'}, line ${location.lineNumber + 1}:`);
					say(lines.slice(first, location.lineNumber + LINES_AROUND).join('\n'));
				},
			);
		}
	});
	session.post('Debugger.enable', () => session.post('Debugger.pause'));
}
