import { hash } from 'crypto';
import { reactionsOf, timeOf, type Message } from '../../shared/model/message';
import { isPending, isRefused } from '../../shared/model/sendStatus';
import { MAX_TEXT, type Difference } from '../../shared/live/mirror/messages';
import { plainText } from '../../shared/values/plainText';
import { writtenEvent } from './writtenEvent';
import type { FoundVia } from '../../shared/live/hub/subscriber';
import { deleted, edited, reacted, written, type TriggerEvent } from './triggerEvent';
import type { Positions } from '../state/positions';

/** What a judgement goes by. */
export interface DetectionContext {
	positions: Positions;
	/** Missed messages from before this time (ms) are left out. */
	oldest: number;
	/** Edits from before this time (ms) were told, or are history. */
	editsSince: number;
	/** When (ms) the trigger joined the others of its Beeper: edits seen before that were not told to it. */
	joinedAt: number;
	/** A number that was never used before, for what has no revision of its own. */
	unique: () => string;
}

/**
 * What a message that was observed says: which events follow from it for one trigger, in order. The API has
 * the same frame for new messages, edits, reactions, deletions, receipts and send statuses (docs/beeper-api.md §7.3).
 */
export function detectEvents(
	message: Message,
	difference: Difference,
	source: FoundVia,
	{ positions, oldest, editsSince, joinedAt, unique }: DetectionContext,
): TriggerEvent[] {
	const isCatchUp = source === 'read';
	if (isUnemitted(message, difference, positions)) {
		const event = writtenEvent(message);
		// What is on its way, or has nothing in it yet, may still become a message.
		if (!event && !isOver(message)) {
			if (isPending(message)) positions.markPending(message);
			else if (isRefused(message)) positions.markRefused(message);
			return [];
		}
		positions.markReceived(message);
		const isTooOld = isCatchUp && timeOf(message) < oldest;
		if (!event || isTooOld) return [];
		// Never seen before, and first seen with reactions: nobody has told of those either.
		const early = difference.isNeverSeen ? reactionsOf(message) : [];
		return [
			written(event, message, isCatchUp),
			...early.map((one) => reacted('reaction.added', message, one, unique(), isCatchUp)),
		];
	}
	const { previous, added, removed } = difference;
	const events: TriggerEvent[] = [];
	const revision = editOf(message, difference, editsSince, joinedAt);
	if (revision !== undefined) events.push(edited(message, previous, revision, isCatchUp));
	for (const reaction of removed) {
		events.push(reacted('reaction.removed', message, reaction, unique(), isCatchUp));
	}
	for (const reaction of added) {
		events.push(reacted('reaction.added', message, reaction, unique(), isCatchUp));
	}
	if (message.isDeleted === true && previous && !previous.isDeleted) {
		events.push(deleted(message.chatID, previous, message, isCatchUp));
	}
	return events;
}

/** Whether the trigger has not had this message. */
function isUnemitted(message: Message, difference: Difference, positions: Positions): boolean {
	const { isNeverSeen, previous } = difference;
	if (positions.isNew(message)) return true;
	// First it came empty, for example before it was decrypted.
	if (previous && !previous.hasContent && !previous.isDeleted && writtenEvent(message)) {
		return positions.isLateArrival(message);
	}
	return isNeverSeen && positions.isLateArrival(message);
}

/** Deleted or hidden, it will not become a message. */
const isOver = ({ isDeleted, isHidden }: Message) => isDeleted === true || isHidden === true;

/** What tells an edit from others of the same message; `undefined` if the message was not edited. */
function editOf(
	message: Message,
	{ previous }: Difference,
	editsSince: number,
	joinedAt: number,
): string | undefined {
	if (message.isDeleted === true || !writtenEvent(message)) return undefined;
	const { editedTimestamp, text } = message;
	if (typeof editedTimestamp === 'string') {
		const isKnown = previous?.editedTimestamp === editedTimestamp && previous.editSeenAt > joinedAt;
		// Some networks tell time in seconds, and bots edit several times in one.
		if (isKnown)
			return isOther(text, previous.text) ? `${editedTimestamp} ${short(text)}` : undefined;
		if (previous && previous.editedTimestamp !== editedTimestamp) return editedTimestamp;
		return Date.parse(editedTimestamp) > editsSince ? editedTimestamp : undefined;
	}
	// Before 4.2.808 nothing but the text says so. Newer ones say when it was.
	const isOld = message.sendStatus === undefined && message.seen === undefined;
	if (!isOld || !previous?.text || typeof text !== 'string' || previous.text === text) {
		return undefined;
	}
	return short(text);
}

/** Whether a text says something else; its form alone may differ from answer to answer. */
const isOther = (text: unknown, before: string | undefined): text is string =>
	typeof text === 'string' &&
	before !== undefined &&
	plainText(text.slice(0, MAX_TEXT)).trim() !== plainText(before).trim();

const short = (text: string) => hash('sha256', text).slice(0, 16);
