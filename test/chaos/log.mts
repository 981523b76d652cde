/** What happened, what the triggers made of it, and what went wrong meanwhile. Times: `performance.now()`. */
export interface Log {
	facts: Fact[];
	told: Told[];
	disturbances: Disturbance[];
	lives: Life[];
	stints: Stint[];
	/** Chats of accounts that send no events. */
	silentChats: Set<string>;
	/** Messages on one page of a chat. */
	pageSize: number;
	/** Whether a reaction that is taken back shows in its message's next frame. */
	hasRemovalEvents: boolean;
	/** The time that lies between two looks over REST. */
	reconcileMs: number;
}

/** `all` is subscribed to every event, `received` to message.received alone, and joins and leaves. */
export type TriggerName = 'all' | 'received';

interface AtMessage {
	at: number;
	chatID: string;
	messageID: string;
}

export type MessageFact = AtMessage & {
	kind: 'message';
	/** `me` typed in the app; `program` is another client of the API. */
	by: 'friend' | 'me' | 'program';
	sortKey: string;
	text: string;
};

/** Written long ago: from before the start, or backfilled by the network. */
export type HistoryFact = AtMessage & { kind: 'history'; sortKey: string; text: string };

export type EditFact = AtMessage & { kind: 'edited'; text: string };
export type DeletionFact = AtMessage & { kind: 'deleted' };
export type ReactionFact = AtMessage & {
	kind: 'reaction.added' | 'reaction.removed';
	who: string;
	key: string;
	/** Whether it may go untold: a reaction that another one took the place of. */
	isOptional?: boolean;
};

export type ChatFact = { kind: 'chat.created' | 'chat.deleted'; at: number; chatID: string };
export type ChatUpdateFact = {
	kind: 'chat.updated';
	at: number;
	chatID: string;
	field: string;
	before: unknown;
};

/** A run of the Beeper node that sends, begun at `at`; whether it went out is another matter. */
export type SendFact = { kind: 'send'; at: number; chatID: string; text: string };

export type ChangeFact = EditFact | DeletionFact | ReactionFact | ChatFact | ChatUpdateFact;
export type Fact = MessageFact | HistoryFact | ChangeFact | SendFact;

/** One call of emit. */
export interface Told {
	at: number;
	trigger: TriggerName;
	/** The number of the trigger's life. */
	life: number;
	/** Whether an execution came of it: n8n refused no repetition, and did not die over it. */
	ran: boolean;
	event: string;
	chatID: string | null;
	messageID?: string;
	sortKey?: string;
	text?: string;
	isLate: boolean;
	who?: string;
	key?: string;
	changed?: string[];
	previous?: Record<string, unknown>;
}

/** A time in which something cannot be expected. `to` is missing while it lasts. */
export interface Disturbance {
	/**
	 * `feed`: events do not reach the trigger. `reads`: Beeper answers slowly, or not. `entries`: frames
	 * name messages without carrying them.
	 */
	kind: 'feed' | 'reads' | 'entries';
	why: string;
	from: number;
	to?: number;
}

/** A trigger from its activation to its end. */
export interface Life {
	trigger: TriggerName;
	number: number;
	/** When n8n began to activate it, and when that was done. */
	from: number;
	ready: number;
	to?: number;
	/** `updated`: published again, in the same process. The others end the process. */
	end?: 'updated' | 'restart' | 'crash' | 'left';
	/** The crash lost what n8n was writing. */
	isRolledBack?: boolean;
}

/** A workflow from when somebody publishes it to when they unpublish it; restarts do not end it. */
export interface Stint {
	trigger: TriggerName;
	/** When publishing began, and when it was done. */
	from: number;
	ready: number;
	to?: number;
}

/** A log with nothing in it. */
export function emptyLog(pageSize: number, reconcileMs: number): Log {
	return {
		facts: [],
		told: [],
		disturbances: [],
		lives: [],
		stints: [],
		silentChats: new Set(),
		pageSize,
		reconcileMs,
		hasRemovalEvents: true,
	};
}
