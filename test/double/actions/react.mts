import { notFound, unprocessable } from '../http/refusal.mts';
import type { Inside } from '../inside.mts';
import { needLevel } from '../state/capabilities.mts';
import { eventID } from '../state/ids.mts';
import type { ChatRecord, MessageRecord } from '../state/world.mts';
import type { Reaction } from '../wire/models.mts';
import { tellMessageDeleted, tellMessages } from './tell.mts';

/** Adds somebody's reaction; where one per person is the limit it replaces the earlier one. */
export function react(
	inside: Inside,
	record: ChatRecord,
	target: MessageRecord,
	participantID: string,
	reactionKey: string,
) {
	const { message } = target;
	const several = record.chat.capabilities?.reactionCount !== 1;
	const id = several ? `${participantID}${reactionKey}` : participantID;
	const emoji = isEmoji(reactionKey);
	const reaction: Reaction = { id, participantID, reactionKey, emoji };
	message.reactions = [...(message.reactions ?? []).filter((one) => one.id !== id), reaction];
	tellMessages(inside, record, [target]);
}

/** Takes somebody's reaction back; a 404 if there is none. */
export function unreact(
	inside: Inside,
	record: ChatRecord,
	target: MessageRecord,
	participantID: string,
	reactionKey: string,
) {
	const { message } = target;
	const isIt = (one: Reaction) =>
		one.participantID === participantID && one.reactionKey === reactionKey;
	if (!message.reactions?.some(isIt)) throw notFound(`Reaction ${reactionKey}`);
	message.reactions = message.reactions.filter((one) => !isIt(one));
	if (inside.settings.reactionRemovals === 'upsert') tellMessages(inside, record, [target]);
	else tellMessageDeleted(inside, record, [eventID(inside.world)]);
}

/** Throws a 422 if the chat's capabilities do not allow this user this reaction. */
export function needReaction(record: ChatRecord, reactionKey: string) {
	needLevel(record, 'reaction');
	const { allowedReactions, customEmojiReactions } = record.chat.capabilities ?? {};
	if (allowedReactions && !allowedReactions.includes(reactionKey)) {
		throw unprocessable(`Allowed reactions are ${allowedReactions.join(' ')}`);
	}
	if (customEmojiReactions === false && !isEmoji(reactionKey)) {
		throw unprocessable(`${record.chat.network} allows emoji reactions only`);
	}
}

// The second form is an emoji typed without its variation selector, such as a bare heart.
const isEmoji = (key: string) =>
	/^\p{RGI_Emoji}$/v.test(key) || /^\p{Extended_Pictographic}\uFE0F?$/u.test(key);
