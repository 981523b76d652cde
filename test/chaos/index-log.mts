import type { ChangeFact, Fact, HistoryFact, Log, MessageFact, SendFact, Told } from './log.mts';

/** The log, arranged by what is asked of it. */
export interface Indexed {
	messages: Map<string, MessageFact>;
	history: Map<string, HistoryFact>;
	/** Sends of Beeper nodes, by their text, each of which is there once. */
	sends: Map<string, SendFact>;
	changes: ChangeFact[];
	/** Everything that happened to a message, its writing first. */
	aboutMessage: Map<string, Fact[]>;
	/** When a chat was deleted. */
	deletedChats: Map<string, number>;
	told: Told[];
}

export const messageKey = ({ chatID, messageID }: { chatID: string | null; messageID?: string }) =>
	`${chatID}\n${messageID}`;

/** Arranges the log; what is added to it later is not in here. */
export function indexLog({ facts, told }: Log): Indexed {
	const indexed: Indexed = {
		messages: new Map(),
		history: new Map(),
		sends: new Map(),
		changes: [],
		aboutMessage: new Map(),
		deletedChats: new Map(),
		told: told.toSorted((left, right) => left.at - right.at),
	};
	for (const fact of facts) {
		if (fact.kind === 'message') indexed.messages.set(messageKey(fact), fact);
		else if (fact.kind === 'history') indexed.history.set(messageKey(fact), fact);
		else if (fact.kind === 'send') indexed.sends.set(fact.text, fact);
		else indexed.changes.push(fact);
		if (fact.kind === 'chat.deleted') indexed.deletedChats.set(fact.chatID, fact.at);
		if (!('messageID' in fact)) continue;
		const key = messageKey(fact);
		const about = indexed.aboutMessage.get(key) ?? [];
		indexed.aboutMessage.set(key, [...about, fact]);
	}
	return indexed;
}
