/** How long a socket may take to open. */
export const HANDSHAKE_MS = 10_000;

/** After this time without a frame the connection is probed … */
export const QUIET_MS = 20_000;

/** … and ended if no probe is answered within this time: a dead socket is noticed within a minute. */
export const PROBE_ANSWER_MS = 10_000;

/** After a connection of this length, the first wait is short again. */
export const PROVED_MS = 10_000;

const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 30_000;

/** The wait after a refused token: dialling more often would not help. */
export const UNAUTHORIZED_WAIT_MS = 60_000;

/** The wait (ms) after failed attempt number `attempt`, from 1: doubles up to 30 s, with jitter. */
export function backoffMs(attempt: number, random: () => number = Math.random): number {
	const longest = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(attempt - 1, 10));
	return Math.round(longest * (0.5 + random() / 2));
}
