import type { Calm } from './calm.mts';
import { type Indexed, messageKey } from './index-log.mts';
import type { Log, MessageFact, Stint, TriggerName } from './log.mts';
import type { Finding } from './verdict.mts';

/** A message that people deleted so soon need not have been seen. */
const SEEN_MS = 2_500;

/** A message needs so long to be told in calm before its trigger leaves. */
const PROMPT_MS = 2_500;

/** After an outage everything is found again within so many reconciles. */
const RECONCILES = 3;

/** Messages that should have run and did not, and how many rightly did not. */
export function findLost(log: Log, indexed: Indexed, calm: Calm) {
	const lost: Finding[] = [];
	let excused = 0;
	const ran = new Set(
		indexed.told
			.filter((told) => told.ran && told.event.startsWith('message.'))
			.map((told) => `${told.trigger}\n${told.event}\n${messageKey(told)}`),
	);
	for (const message of indexed.messages.values()) {
		const event = message.by === 'friend' ? 'message.received' : 'message.sent';
		const triggers: TriggerName[] = message.by === 'friend' ? ['all', 'received'] : ['all'];
		for (const trigger of triggers) {
			if (ran.has(`${trigger}\n${event}\n${messageKey(message)}`)) continue;
			const stint = log.stints.find((one) => one.trigger === trigger && isIn(one, message.at));
			if (!stint) continue;
			if (wasGone(message, log, indexed, calm) || hadNoTime(message, stint, log, calm)) {
				excused++;
				continue;
			}
			lost.push({ kind: 'lost', at: message.at, what: nameOf(message, trigger) });
		}
	}
	return { lost, excused };
}

const isIn = ({ ready, to = Infinity }: Stint, at: number) => ready <= at && at <= to;

/** Deleted at once, or while the trigger could not see it. */
function wasGone(message: MessageFact, log: Log, indexed: Indexed, calm: Calm): boolean {
	const about = indexed.aboutMessage.get(messageKey(message)) ?? [];
	const deletions = [
		...about.filter(({ kind }) => kind === 'deleted').map(({ at }) => at),
		...[indexed.deletedChats.get(message.chatID) ?? []].flat(),
	];
	if (deletions.length === 0) return false;
	const goneAt = Math.min(...deletions);
	return (
		goneAt - message.at < SEEN_MS ||
		log.silentChats.has(message.chatID) ||
		calm.isDisturbed(['feed', 'reads', 'entries'], message.at, goneAt)
	);
}

/** Its trigger left before it had to be told. */
function hadNoTime(message: MessageFact, { to }: Stint, log: Log, calm: Calm): boolean {
	if (to === undefined) return false;
	const isSilent = log.silentChats.has(message.chatID);
	const isCalm = !isSilent && !calm.isDisturbed(['feed', 'reads', 'entries'], message.at, to);
	if (isCalm) return to - message.at < PROMPT_MS;
	const calmSince = calm.calmSince(['feed', 'reads', 'entries'], message.at, to);
	return to - calmSince < RECONCILES * log.reconcileMs;
}

const nameOf = ({ chatID, messageID, text, by }: MessageFact, trigger: TriggerName) =>
	`${messageID} in ${chatID} by ${by} ("${text}") was not told by trigger "${trigger}"`;
