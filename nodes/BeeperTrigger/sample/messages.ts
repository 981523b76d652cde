import { sentLogOf } from '../../shared/send/processState';
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
	/** No message still to be read from it is newer than this time (ms). */
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
	/** Every message that is read is noted here. */
	seen: MessageMirror;
	settings: Settings;
	baseUrl: string;
}

/**
 * The event for the newest message that fits the settings. Reads the newest page of each chat, then the next of each,
 * until no unread page can hold anything newer than what was found.
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
		// The next page of the chat comes after the others: the array grows while it is walked.
		if (oldest) queue.push({ place, pages, until: timeOf(oldest) });
	}
	return found;
}

/** The next page; empty if there is none, or Beeper did not give it. */
async function nextOf(pages: AsyncGenerator<Message[]>): Promise<Message[]> {
	const { value } = await pages.next().catch((error) => {
		if (error instanceof NoPage) return { value: undefined };
		throw error;
	});
	return value ?? [];
}

/** The first event chosen in the settings that the message may stand for, and that passes the filters. */
function eventOf(
	message: Message,
	{ account }: Place,
	{ settings, baseUrl, seen }: Search,
): TriggerEvent | undefined {
	const { events, filters, includeSentByN8n } = settings;
	const self = selfID(account);
	if (needsSelf(filters) && !passesMention(message, self)) return undefined;
	const isOwn = sentLogOf(baseUrl).has(message.chatID, message.id);
	return eventsOf(message, self, isOwn, seen).find(
		(triggerEvent) =>
			events.has(triggerEvent.event) &&
			passesEarly(filters, triggerEvent) &&
			(includeSentByN8n || triggerEvent.event !== 'message.sent' || !isOwn),
	);
}

/** The events that the message may stand for; what it was before is unknown. */
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
