import type { Calm } from './calm.mts';
import { type Indexed, messageKey } from './index-log.mts';
import type { ChangeFact, ChatFact, ChatUpdateFact, Fact, Life, Log } from './log.mts';

/** Two changes of one thing within so long may be told as one, where it is asked for over REST. */
const ONE_LOOK_MS = 8_000;

/** A page that is read at activation may end a little earlier than what is counted here. */
const PAGE_MARGIN = 3;

type MessageChange = Exclude<ChangeFact, ChatFact | ChatUpdateFact>;

/**
 * Which changes have to be told, whatever else happened. One of a message has to be if
 * - its account sends events, the feed was not disturbed near it (calm.mts), and if frames came without
 *   entries, then Beeper answered and nothing else happened to that message at nearly the same time; and
 * - the trigger knew the message as it was before: everything that happened to it in this life of the
 *   trigger happened in calm, and if it is older, it was on the newest page at a calm activation.
 * One of a chat has to be if feed and reads were calm, and nothing else happened to the same field of that
 * chat at nearly the same time, nor to the chat as a whole.
 */
export function expected(log: Log, indexed: Indexed, calm: Calm): (fact: ChangeFact) => boolean {
	const lives = log.lives.filter(({ trigger }) => trigger === 'all');
	const written = [...indexed.messages.values(), ...indexed.history.values()];
	const writtenIn = Map.groupBy(
		[...written, ...indexed.sends.values()].map(({ at, chatID }) => ({ at, chatID })),
		({ chatID }) => chatID,
	);
	const chatChanges = Map.groupBy(
		indexed.changes.filter((one) => one.kind.startsWith('chat.')),
		({ chatID }) => chatID,
	);
	const isCalm = (at: number) => !calm.isDisturbed(['feed'], at);
	const lifeAt = (at: number) => lives.find(({ ready, to = Infinity }) => ready <= at && at <= to);

	const isExpectedOfMessage = (fact: MessageChange) => {
		const life = lifeAt(fact.at);
		if (fact.kind === 'reaction.removed' && !log.hasRemovalEvents) return false;
		if (!life || !isCalm(fact.at) || ('isOptional' in fact && fact.isOptional)) return false;
		const about = indexed.aboutMessage.get(messageKey(fact)) ?? [];
		const isNear = (one: Fact) => one !== fact && Math.abs(one.at - fact.at) < ONE_LOOK_MS;
		if (calm.isDisturbed(['entries'], fact.at)) {
			if (about.some(isNear) || calm.isDisturbed(['reads'], fact.at)) return false;
		}
		const earlier = about.filter(({ at }) => at <= fact.at);
		const inLife = earlier.filter(({ at }) => at >= life.from);
		if (!inLife.every(({ at }) => isCalm(at) && !calm.isDisturbed(['entries'], at))) return false;
		return inLife.length === earlier.length || wasOnPage(earlier[0], life);
	};

	const wasOnPage = ({ at, chatID }: Fact, life: Life) => {
		if (calm.isDisturbed(['reads'], life.from, life.ready)) return false;
		const isNewer = (one: { at: number }) => one.at > at && one.at <= life.ready;
		const newer = (writtenIn.get(chatID) ?? []).filter(isNewer).length;
		return newer < log.pageSize - PAGE_MARGIN;
	};

	const isExpectedOfChat = (fact: ChatFact | ChatUpdateFact) => {
		if (!lifeAt(fact.at) || calm.isDisturbed(['feed', 'reads', 'entries'], fact.at)) return false;
		const isSame = (one: ChangeFact) =>
			one.kind !== 'chat.updated' || fact.kind !== 'chat.updated' || one.field === fact.field;
		return !(chatChanges.get(fact.chatID) ?? []).some(
			(one) => one !== fact && isSame(one) && Math.abs(one.at - fact.at) < ONE_LOOK_MS,
		);
	};

	return (fact) => {
		if (log.silentChats.has(fact.chatID)) return false;
		return 'messageID' in fact ? isExpectedOfMessage(fact) : isExpectedOfChat(fact);
	};
}
