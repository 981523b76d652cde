import { randomBytes } from 'node:crypto';
import { newest, type Version } from './generation.mts';
import type { Seed } from './seed/seed.mts';

export type HistoryEnd = 'honest' | 'empty' | 'repeats';

/** How a stand-in Beeper Desktop behaves; every one has a default. */
export type Options = {
	/** 0 picks a free one. */
	port?: number;
	/** '127.0.0.1', '::1', 'localhost', '0.0.0.0' … */
	host?: string;
	token?: string;
	readOnlyToken?: string;
	version?: Version;
	seed?: 'believable' | 'empty' | Seed;
	/** How long a send stays pending. */
	resolveAfterMs?: number | [min: number, max: number];
	/** The clock, in Unix ms. Seeded times are counted back from it. */
	now?: () => number;
	/** Seed of everything random: latency, spread of `resolveAfterMs`. */
	randomSeed?: number;
	/** A write with the read-only token: 403 by OAS, 401 as seen on 4.2.715. */
	readOnlyStatus?: 401 | 403;
	/** Take body keys that are in no published description: mentions, disableLinkPreview, title. */
	undocumentedKeys?: boolean;
	/** `includeMuted=`: what the app does is unknown; 'refuse' finds clients that send it. */
	emptyQueryValues?: 'refuse' | 'ignore';
	/** Whether GET by pending ID finds the PENDING message, or nothing until it is final. */
	pendingVisible?: boolean;
	/** Whether a frame is sent for the message while it still has its pending ID. */
	pendingFrames?: boolean;
	/** Frames per message sent: pending, final, delivered. 1 leaves only the final one. */
	deliveryFrame?: boolean;
	/** What a deletion looks like on the feed. */
	deletions?: 'event' | 'upsert';
	/** A taken-back reaction: upsert of its message, or (EM) message.deleted with an unknown ID. */
	reactionRemovals?: 'upsert' | 'deleted';
	ts?: 'number' | 'iso';
	/** Protocol pings of the feed. */
	pingEveryMs?: number;
	/**
	 * What the beginning of a chat's history looks like: `honest`, an end; `empty`, empty pages that claim more;
	 * `repeats`, the oldest three messages again and again under cursors that count down.
	 */
	historyEnd?: HistoryEnd;
	/** Puts `null` into every list of objects that an answer has: seen live, here a setting since nobody knows where. */
	nullEntries?: boolean;
	/** Items per page where the server chooses; `chats` is also the default of its `limit`. */
	pageSize?: { chats?: number; messages?: number };
	/** How long a `display_and_wait` step is held before it is answered unchanged; unknown. */
	holdMs?: number;
	/** Whether somebody is signed in to the app when it starts. */
	setup?: 'ready' | 'signed-out';
	/** How long `initializing` and `needs-first-sync` take; Infinity leaves them to the test. */
	setupStepMs?: number;
	/** What POST setup/email answers: 200 or 204, which is unknown. */
	setupEmailStatus?: 200 | 204;
	/** The largest file that can be uploaded. */
	maxUploadBytes?: number;
	/** Called when a request was answered; `npm run double` prints it. */
	onRequest?: (line: { method: string; path: string; status: number | null }) => void;
};

export type Settings = Required<Omit<Options, 'ts' | 'historyEnd' | 'pageSize' | 'onRequest'>> &
	Pick<Options, 'ts' | 'historyEnd' | 'onRequest'> & {
		pageSize: { chats: number; messages: number };
	};

/** The options with every default filled in. */
export function withDefaults(options: Options): Settings {
	return {
		port: 0,
		host: '127.0.0.1',
		token: `double-${randomBytes(12).toString('hex')}`,
		readOnlyToken: `double-read-${randomBytes(12).toString('hex')}`,
		version: newest,
		seed: 'believable',
		resolveAfterMs: 300,
		now: Date.now,
		randomSeed: 1,
		readOnlyStatus: 403,
		undocumentedKeys: false,
		emptyQueryValues: 'refuse',
		pendingVisible: true,
		pendingFrames: true,
		deliveryFrame: true,
		deletions: 'event',
		reactionRemovals: 'upsert',
		pingEveryMs: 30_000,
		holdMs: Infinity,
		setup: 'ready',
		setupStepMs: 20,
		setupEmailStatus: 204,
		maxUploadBytes: 500_000_000,
		nullEntries: false,
		...options,
		pageSize: { chats: 25, messages: 20, ...options.pageSize },
	};
}
