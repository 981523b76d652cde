import { expected } from './expected.mts';
import type { Calm } from './calm.mts';
import { type Indexed, messageKey } from './index-log.mts';
import type { ChangeFact, Log, Told } from './log.mts';
import type { ChangeCount, Finding } from './verdict.mts';

const TOLERANCE_MS = 50;

/** No outage is so long that a change is told later than this, where events tell of it. */
const SLOWEST_MS = 90_000;

/** What a change is told by; a chat that changed in two ways is two changes. */
type Claim = { told: Told; signature: string };

/**
 * Changes against what was told of them: none that did not happen, none more often than it happened, and
 * in calm none missing.
 */
export function judgeChanges(log: Log, indexed: Indexed, calm: Calm) {
	const findings: Finding[] = [];
	const missed: Finding[] = [];
	const counts: Record<string, ChangeCount> = {};
	const toldFacts = new Set<ChangeFact>();
	const bySignature = Map.groupBy(indexed.changes, signatureOf);

	// From the last one back, each to the latest change it can mean: earlier ones may have gone untold.
	for (const { told, signature } of indexed.told.filter(isChange).flatMap(claims).reverse()) {
		const facts = bySignature.get(signature) ?? [];
		const had = facts.filter(({ at }) => at <= told.at + TOLERANCE_MS);
		const isPrompt = ({ at, chatID }: ChangeFact) =>
			told.at - at < SLOWEST_MS || log.silentChats.has(chatID);
		const fact = had.findLast((one) => !toldFacts.has(one) && isPrompt(one));
		if (fact && isTrue(told, fact, had)) {
			toldFacts.add(fact);
			continue;
		}
		const kind = !fact && had.length > 0 ? 'repeated' : 'invented';
		findings.push({ kind, at: told.at, what: `${readable(signature)} by "${told.trigger}"` });
	}

	const isExpected = expected(log, indexed, calm);
	for (const fact of indexed.changes) {
		const count = (counts[fact.kind] ??= { happened: 0, told: 0, excused: 0, missed: 0 });
		count.happened++;
		if (toldFacts.has(fact)) {
			count.told++;
		} else if (isExpected(fact)) {
			count.missed++;
			const what = `${readable(signatureOf(fact))} was not told`;
			missed.push({ kind: 'missed change', at: fact.at, what });
		} else {
			count.excused++;
		}
	}
	return { findings, missed, counts };
}

const kinds: string[] = [
	'message.edited',
	'message.deleted',
	'reaction.added',
	'reaction.removed',
	'chat.created',
	'chat.updated',
	'chat.deleted',
];

const isChange = ({ ran, event }: Told) => ran && kinds.includes(event);

function claims(told: Told): Claim[] {
	if (told.event !== 'chat.updated') return [{ told, signature: claimOf(told) }];
	return (told.changed ?? ['']).map((field) => {
		return { told, signature: join('chat.updated', told.chatID, field) };
	});
}

function claimOf(told: Told): string {
	const { event, chatID, messageID, text, who, key } = told;
	switch (event) {
		case 'message.edited':
			return join('edited', chatID, messageID, text);
		case 'message.deleted':
			return join('deleted', chatID, messageID);
		case 'reaction.added':
		case 'reaction.removed':
			return join(event, chatID, messageID, who, key);
		default:
			return join(event, chatID);
	}
}

function signatureOf(fact: ChangeFact): string {
	switch (fact.kind) {
		case 'edited':
			return join(fact.kind, messageKey(fact), fact.text);
		case 'deleted':
			return join(fact.kind, messageKey(fact));
		case 'reaction.added':
		case 'reaction.removed':
			return join(fact.kind, messageKey(fact), fact.who, fact.key);
		case 'chat.updated':
			return join(fact.kind, fact.chatID, fact.field);
		default:
			return join(fact.kind, fact.chatID);
	}
}

/** A chat's update says what was before: that has to be something that was. */
function isTrue({ previous = {} }: Told, fact: ChangeFact, had: ChangeFact[]): boolean {
	if (fact.kind !== 'chat.updated') return true;
	const values = had.map((one) => (one.kind === 'chat.updated' ? one.before : undefined));
	return values.includes(previous[fact.field]);
}

const join = (...parts: Array<string | null | undefined>) => parts.join('\n');

const readable = (signature: string) => signature.replaceAll('\n', ' ');
