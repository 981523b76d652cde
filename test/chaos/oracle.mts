import { Calm } from './calm.mts';
import { judgeChanges } from './changes.mts';
import { indexLog } from './index-log.mts';
import type { Log } from './log.mts';
import { findLost } from './lost.mts';
import { findDisorder } from './order.mts';
import { findFalseMessages } from './repeated.mts';
import type { Verdict } from './verdict.mts';

/**
 * Compares what people did with what the triggers made of it. While the run goes on (`isOver` false) what
 * has not been told may still be.
 */
export function judge(log: Log, isOver: boolean): Verdict {
	const indexed = indexLog(log);
	const calm = new Calm(log.disturbances);
	const { lost, excused } = findLost(log, indexed, calm);
	const disorder = findDisorder(log, indexed.told);
	const messages = findFalseMessages(log, indexed);
	const changes = judgeChanges(log, indexed, calm);
	const open = [...lost, ...changes.missed];
	const isMessage = ({ event }: { event: string }) =>
		event === 'message.received' || event === 'message.sent';
	const findings = [
		...messages.findings,
		...disorder.findings,
		...changes.findings,
		...(isOver ? open : []),
	].sort((left, right) => left.at - right.at);
	return {
		findings,
		open,
		counts: {
			messages: indexed.messages.size,
			ran: indexed.told.filter((told) => told.ran && isMessage(told)).length,
			refused: indexed.told.filter(({ ran }) => !ran).length,
			late: indexed.told.filter(({ isLate }) => isLate).length,
			disorderOverCrashes: disorder.overCrashes,
			sendsToldAfterRestarts: messages.sendsToldAfterRestarts,
			excusedMessages: excused,
			changes: changes.counts,
		},
	};
}
