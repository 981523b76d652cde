import { hash } from 'crypto';
import { reactionsOf, timeOf, type Message } from '../../shared/model/message';
import { isPending, isRefused } from '../../shared/model/sendStatus';
import { MAX_TEXT, type Difference } from '../../shared/live/mirror/messages';
import { plainText } from '../../shared/values/plainText';
import { writtenEvent } from './writtenEvent';
import type { FoundVia } from '../../shared/live/hub/subscriber';
import { deleted, edited, reacted, written, type TriggerEvent } from './triggerEvent';
import type { Positions } from '../state/positions';

/** What one trigger's events depend on, besides the message. */
export interface DetectionContext {
	positions: Positions;
	/** Messages from before this time (ms) are left out: missed ones that are read, and those that the feed brings. */
	oldest: Record<FoundVia, number>;
	/** Edits from before this time (ms) were emitted before n8n stopped, or are history. */
	editsSince: number;
	/** When (ms) the trigger was opened. Edits that other triggers saw before that may be new to it. */
	joinedAt: number;
	/** A number that was never used before, as the revision of an event that has none of its own. */
	unique: () => string;
}

/**
 * The events that a message means for one trigger, in order, given what is new about it. They have to be found by
 * comparison: new messages, edits, reactions, deletions, receipts and send statuses come in the same frame
 * (docs/beeper-api.md §7.3). Notes in `positions` that the message was received.
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
		// A message that is being sent, or is empty, may still become one that is emitted.
		if (!event && !isOver(message)) {
			if (isPending(message)) positions.markPending(message);
			else if (isRefused(message)) positions.markRefused(message);
			return [];
		}
		positions.markReceived(message);
		if (!event || timeOf(message) < oldest[source]) return [];
		// If it was never seen, its reactions were not emitted either.
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

/** Whether the message itself is new to the trigger, not only what happened to it. */
function isUnemitted(message: Message, difference: Difference, positions: Positions): boolean {
	const { isNeverSeen, previous } = difference;
	if (positions.isNew(message)) return true;
	// It was seen without content, for example before it was decrypted.
	if (previous && !previous.hasContent && !previous.isDeleted && writtenEvent(message)) {
		return positions.isLateArrival(message);
	}
	return isNeverSeen && positions.isLateArrival(message);
}

/** Whether it will never be emitted, since it is deleted or hidden. */
const isOver = ({ isDeleted, isHidden }: Message) => isDeleted === true || isHidden === true;

/** The revision of an edit, which tells it from other edits of the message; `undefined` if there is no new edit. */
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
		// Some networks count in seconds, and bots edit several times within one.
		if (isKnown)
			return isOther(text, previous.text) ? `${editedTimestamp} ${short(text)}` : undefined;
		if (previous && previous.editedTimestamp !== editedTimestamp) return editedTimestamp;
		return Date.parse(editedTimestamp) > editsSince ? editedTimestamp : undefined;
	}
	// Before 4.2.808 an edit shows in the text only; later versions say when it was.
	const isOld = message.sendStatus === undefined && message.seen === undefined;
	if (!isOld || !previous?.text || typeof text !== 'string' || previous.text === text) {
		return undefined;
	}
	return short(text);
}

/** Whether the words of a text have changed: its markup may differ from response to response. */
const isOther = (text: unknown, before: string | undefined): text is string =>
	typeof text === 'string' &&
	before !== undefined &&
	plainText(text.slice(0, MAX_TEXT)).trim() !== plainText(before).trim();

const short = (text: string) => hash('sha256', text).slice(0, 16);
