import type { SeedBridge } from '../seed/seed.mts';
import type { Account, Chat, Label, Message, Participant, User } from '../wire/models.mts';
import type { LoginRecord } from './loginSessions.mts';

export type MessageRecord = {
	message: Message;
	/** The Matrix event behind it; GET message accepts it too (reference 34). */
	eventID: string;
	/** The ID a send was answered with; kept after the final ID is known. */
	pendingID?: string;
	edits: number;
};

export type ChatRecord = {
	/** Everything on the wire but participants, which are cut to the size asked for. */
	chat: Omit<Chat, 'participants'>;
	participants: Participant[];
	/** Oldest first; sortKey ascending. */
	messages: MessageRecord[];
	/** When the last pending message becomes final; later sends wait for earlier ones. */
	settledAt: number;
	settling: MessageRecord[];
};

/** Everything the app knows. */
export type World = {
	accounts: Account[];
	contacts: Map<string, User[]>;
	/** People an identifier lookup finds although they are in no contact list. */
	strangers: Map<string, User[]>;
	labels: Label[];
	bridges: SeedBridge[];
	/** Sign-ins to networks, also ended ones, by ID. */
	loginSessions: Map<string, LoginRecord>;
	chats: Map<string, ChatRecord>;
	/** By how much the IDs and sort keys of messages differ from those of the first installation. */
	numbering: number;
	/** Counts up for IDs: the same world gives the same IDs. */
	next: () => number;
};

/** A world with nobody in it. */
export function emptyWorld(): World {
	let counter = 0;
	return {
		accounts: [],
		contacts: new Map(),
		strangers: new Map(),
		labels: [],
		bridges: [],
		loginSessions: new Map(),
		chats: new Map(),
		numbering: 0,
		next: () => (counter += 1),
	};
}
