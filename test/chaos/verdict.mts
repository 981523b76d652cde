/** One thing that must not be. */
export interface Finding {
	kind:
		| 'lost'
		| 'repeated'
		| 'out of order'
		| 'invented'
		| 'loop'
		| 'missed change'
		| 'sockets'
		| 'requests'
		| 'left behind'
		| 'trouble';
	/** When the event was, or when it was seen. */
	at: number;
	what: string;
}

/** Changes of one kind. */
export interface ChangeCount {
	happened: number;
	told: number;
	/** Not told, and could not be expected to be. */
	excused: number;
	missed: number;
}

export interface Counts {
	messages: number;
	/** Messages that ran, by any trigger. */
	ran: number;
	/** Emits that n8n refused, since the execution exists. */
	refused: number;
	late: number;
	/** Told late, and only because a crash took the knowledge of what had been told. */
	disorderOverCrashes: number;
	/** Sends of Beeper nodes that were told as typed, after the process had ended in between. */
	sendsToldAfterRestarts: number;
	/** Never told, and rightly: deleted before they could be seen, or on the way when a trigger left. */
	excusedMessages: number;
	changes: Record<string, ChangeCount>;
}

export interface Verdict {
	findings: Finding[];
	/** Messages and changes that are still to come, while it is not over; then they are findings. */
	open: Finding[];
	counts: Counts;
}

/** How many findings are of a kind. */
export const countOf = (findings: Finding[], kind: Finding['kind']) =>
	findings.filter((finding) => finding.kind === kind).length;
