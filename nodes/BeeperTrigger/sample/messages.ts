import { outboxOf } from '../../shared/send/sentLog';
import type { Settings } from '../settings/settings';
import { needsSelf, passesEarly, passesMention } from '../settings/filter';
import { reactionsOf, timeOf, type Message } from '../../shared/model/message';
import type { MessageMirror } from '../../shared/live/mirror/messages';
import { writtenEvent } from '../events/writtenEvent';
import { messagePages, NoPage, type Get } from '../../shared/api/pages';
import { selfID, type Surroundings } from '../events/item';
import { deleted, edited, reacted, written, type TriggerEvent } from '../events/triggerEvent';

/** A chat to look into. */
export interface Place extends Surroundings {
	/** What is still to come of it is not from after this time (ms). */
	until: number;
}

/** An event, and where it happened. */
export interface SampleEvent {
	triggerEvent: TriggerEvent;
	place: Surroundings;
}

interface Search {
	get: Get;
	places: Place[];
	/** Takes what is read. */
	seen: MessageMirror;
	settings: Settings;
	baseUrl: string;
}

/**
 * The event that the newest message fitting the choice would have been. Reads the newest page of each chat,
 * then the next of each, as long as something newer than what was found may come, and `get` gives something.
 */
export async function newestEvent(search: Search): Promise<SampleEvent | undefined> {
	const { get, places, seen, settings } = search;
	const isAsked = [...settings.events].some((event) => /^(message|reaction)\./.test(event));
	if (!isAsked) return undefined;
	const queue = places.map((place) => ({
		place,
		pages: messagePages(get, String(place.chat.id)),
		until: place.until,
	}));
	let newest = -Infinity;
	let found: SampleEvent | undefined;
	for (const { place, pages, until } of queue) {
		if (until <= newest) continue;
		const page = await nextOf(pages);
		for (const message of page) {
			seen.observe(message, 0);
			const triggerEvent = eventOf(message, place, search);
			if (!triggerEvent || timeOf(message) <= newest) continue;
			newest = timeOf(message);
			found = { triggerEvent, place };
		}
		const oldest = page.at(-1);
		// Its next page comes after the others: the array grows while it is walked.
		if (oldest) queue.push({ place, pages, until: timeOf(oldest) });
	}
	return found;
}

/** The next page; empty where there is none, also because Beeper did not give it. */
async function nextOf(pages: AsyncGenerator<Message[]>): Promise<Message[]> {
	const { value } = await pages.next().catch((error) => {
		if (error instanceof NoPage) return { value: undefined };
		throw error;
	});
	return value ?? [];
}

/** The first chosen event that the message may have been, and that passes the filters. */
function eventOf(
	message: Message,
	{ account }: Place,
	{ settings, baseUrl, seen }: Search,
): TriggerEvent | undefined {
	const { events, filters, includeSentByN8n } = settings;
	const self = selfID(account);
	if (needsSelf(filters) && !passesMention(message, self)) return undefined;
	const isOwn = outboxOf(baseUrl).has(message.chatID, message.id);
	return eventsOf(message, self, isOwn, seen).find(
		(triggerEvent) =>
			events.has(triggerEvent.event) &&
			passesEarly(filters, triggerEvent) &&
			(includeSentByN8n || triggerEvent.event !== 'message.sent' || !isOwn),
	);
}

/** What may have been the last that happened to the message; what it was before nobody knows. */
function eventsOf(
	message: Message,
	self: string | undefined,
	sentByN8n: boolean,
	seen: MessageMirror,
): TriggerEvent[] {
	const { chatID, id, isDeleted, editedTimestamp } = message;
	const snapshot = seen.get(chatID, id);
	if (isDeleted === true) return snapshot ? [deleted(chatID, snapshot, message, false)] : [];
	const event = writtenEvent(message);
	if (!event) return [];
	const fields = event === 'message.sent' ? { sentByN8n } : {};
	const isEdited = typeof editedTimestamp === 'string';
	const reactions = (['reaction.added', 'reaction.removed'] as const).flatMap((name) =>
		reactionsOf(message).map((reaction) => ({
			...reacted(name, message, reaction, '', false),
			isSender: reaction.participantID === self,
		})),
	);
	return [
		{ ...written(event, message, false), fields },
		...(isEdited ? [edited(message, undefined, editedTimestamp, false)] : []),
		...reactions,
	];
}
