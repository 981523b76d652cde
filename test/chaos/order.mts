import { messageKey } from './index-log.mts';
import type { Life, Log, Told } from './log.mts';
import type { Finding } from './verdict.mts';

/**
 * Messages of one chat that were told after a later one, without being marked so; or marked so for no
 * reason. What counts is the first time that a message was emitted: n8n may refuse it then, or die.
 */
export function findDisorder(log: Log, told: Told[]) {
	const findings: Finding[] = [];
	let overCrashes = 0;
	const newest = new Map<string, Told>();
	const seen = new Set<string>();
	for (const one of told) {
		if (one.event !== 'message.received' && one.event !== 'message.sent') continue;
		const key = `${one.trigger}\n${messageKey(one)}`;
		if (seen.has(key)) continue;
		seen.add(key);
		const chat = `${one.trigger}\n${one.chatID}`;
		const before = newest.get(chat);
		const comesLate = before !== undefined && sortKey(one) < sortKey(before);
		if (!comesLate) newest.set(chat, one);
		if (comesLate === one.isLate) continue;
		if (before && hasForgotten(log.lives, before, one)) {
			overCrashes++;
			continue;
		}
		const how = comesLate ? `after ${before?.messageID}, which is later` : 'as late, and is not';
		const what = `${one.messageID} in ${one.chatID} ("${one.text}") was told by "${one.trigger}" ${how}`;
		findings.push({ kind: 'out of order', at: one.at, what });
	}
	return { findings, overCrashes };
}

/** Whether a crash in between took with it what the trigger knew of the earlier emit. */
const hasForgotten = (lives: Life[], before: Told, after: Told) =>
	lives.some(
		({ trigger, number, isRolledBack }) =>
			isRolledBack && trigger === after.trigger && number >= before.life && number < after.life,
	);

// Numbers in text, as Beeper's are; compared as text they would need one width.
const sortKey = ({ sortKey: key }: Told) => BigInt(key ?? 0);
