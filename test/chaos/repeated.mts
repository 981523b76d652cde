import { type Indexed, messageKey } from './index-log.mts';
import type { Log, Told } from './log.mts';
import type { Finding } from './verdict.mts';

/** A trigger may be this much ahead of what is noted. */
const TOLERANCE_MS = 50;

/** Messages that ran twice, that nobody wrote, that are old, or that a Beeper node sent. */
export function findFalseMessages(log: Log, indexed: Indexed) {
	const findings: Finding[] = [];
	let sendsToldAfterRestarts = 0;
	const ran = new Set<string>();
	const texts = new Set<string>();
	const add = (kind: Finding['kind'], told: Told, why: string) => {
		const { event, messageID, chatID, text, trigger, at } = told;
		const what = `${event} ${messageID} in ${chatID} ("${text}") by "${trigger}": ${why}`;
		findings.push({ kind, at, what });
	};
	for (const told of indexed.told) {
		if (!told.ran || (told.event !== 'message.received' && told.event !== 'message.sent')) continue;
		const send = indexed.sends.get(told.text ?? '');
		if (send) {
			if (hasProcessEnded(log, send.at, told.at)) sendsToldAfterRestarts++;
			else add('loop', told, 'a Beeper node sent it');
			continue;
		}
		const key = `${told.trigger}\n${told.event}\n${messageKey(told)}`;
		// By its text too: the same message under two IDs, its pending and its final one.
		const text = `${told.trigger}\n${told.chatID}\n${told.text}`;
		if (ran.has(key) || (told.text !== '' && texts.has(text))) add('repeated', told, 'ran before');
		ran.add(key);
		texts.add(text);
		const why = falseness(log, indexed, told);
		if (why) add('invented', told, why);
	}
	return { findings, sendsToldAfterRestarts };
}

function falseness(log: Log, { messages, history }: Indexed, told: Told): string | undefined {
	const key = messageKey(told);
	const message = messages.get(key);
	if (!message) return history.has(key) ? 'it is old' : 'nobody wrote it';
	const event = message.by === 'friend' ? 'message.received' : 'message.sent';
	if (told.event !== event) return `${message.by} wrote it`;
	const first = log.stints.find(({ trigger }) => trigger === told.trigger);
	if (first && message.at < first.from - TOLERANCE_MS) return 'it was there before the trigger';
	return message.sortKey === told.sortKey ? undefined : `its sortKey is ${message.sortKey}`;
}

const hasProcessEnded = ({ lives }: Log, from: number, to: number) =>
	lives.some(
		({ end, to: endedAt = Infinity }) =>
			(end === 'crash' || end === 'restart') && endedAt >= from && endedAt <= to,
	);
