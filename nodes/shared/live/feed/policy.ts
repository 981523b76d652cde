/** How long a dialled socket may take to open. */
export const HANDSHAKE_MS = 10_000;

/** After so long without a frame the connection is probed … */
export const QUIET_MS = 20_000;

/** … and given up when the probe is not answered for so long: dead sockets are noticed within a minute. */
export const PROBE_ANSWER_MS = 10_000;

/** A connection that lived so long has proved itself: the next outage starts with a short wait again. */
export const PROVED_MS = 10_000;

const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 30_000;

/** The wait after a refused token: hammering would not mend it. */
export const UNAUTHORIZED_WAIT_MS = 60_000;

/** The wait before dial number `attempt` (from 1) of an outage, in ms: doubling up to 30 s, with jitter. */
export function backoffMs(attempt: number, random: () => number = Math.random): number {
	const longest = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(attempt - 1, 10));
	return Math.round(longest * (0.5 + random() / 2));
}
