import type { IDataObject } from 'n8n-workflow';
import { safeRegex } from 'n8n-workflow';
import type { Filters } from './filters';
import type { Message } from '../../shared/model/message';

/** What is known of an event without a request to Beeper. */
export interface Subject {
	chatID: string;
	accountID?: string;
	/** Who did it: who wrote the message, or gave the reaction. */
	actorID?: string;
	/** Whether that was the user. */
	isSender?: boolean;
	message?: Message;
	plainText?: string;
}

/** The filters that need no request to Beeper. What the event lacks (message, person, text) passes no filter on it. */
export function passesEarly(filters: Filters, subject: Subject): boolean {
	const { chatIDs, accountIDs, messageTypes, attachments, mentionsMe } = filters;
	const { chatID, accountID, message } = subject;
	// Events never hold a local ID: if the filter has one, `passesChat` decides.
	const isChat = isAmong(chatIDs, chatID) || hasLocalID(chatIDs);
	const isAccount = accountID === undefined || isAmong(accountIDs, accountID);
	const hasAttachments = message && isFilled(message.attachments);
	return (
		isChat &&
		isAccount &&
		isFrom(filters, subject) &&
		hasText(filters, subject) &&
		isAmong(messageTypes, message?.type) &&
		(attachments === 'any' || hasAttachments === (attachments === 'with')) &&
		(!mentionsMe || isFilled(message?.mentions))
	);
}

/** Whether `passesChat` has to be checked, which needs the chat. */
export function needsChat({ chatIDs, accountIDs, chatType, leaveOut }: Filters): boolean {
	return hasLocalID(chatIDs) || accountIDs.size > 0 || chatType !== 'any' || leaveOut.size > 0;
}

/** The filters about the chat; `chat` is the summary that items carry. */
export function passesChat(filters: Filters, chat: IDataObject): boolean {
	const { chatIDs, accountIDs, chatType, leaveOut } = filters;
	// Older versions of Beeper lack some of the three; a chat without the flag is not left out.
	const isLeftOut =
		(leaveOut.has('archived') && chat.isArchived === true) ||
		(leaveOut.has('lowPriority') && chat.isLowPriority === true) ||
		(leaveOut.has('muted') && chat.isMuted === true);
	return (
		!isLeftOut &&
		(isAmong(chatIDs, chat.id) || isAmong(chatIDs, chat.localChatID)) &&
		isAmong(accountIDs, chat.accountID) &&
		(chatType === 'any' || chat.type === chatType)
	);
}

/** Whether `passesMention` has to be checked, which needs the user's own ID on the account. */
export function needsSelf({ mentionsMe }: Filters): boolean {
	return mentionsMe;
}

/** Whether a message mentions the user, or everybody in the chat. */
export function passesMention(message: Message | undefined, selfID: string | undefined): boolean {
	const mentions: unknown[] = Array.isArray(message?.mentions) ? message.mentions : [];
	return mentions.includes('@room') || (selfID !== undefined && mentions.includes(selfID));
}

/**
 * Whether a text matches. n8n's `safeRegex`, which 2.41 has and 2.10 has not, throws where a match would take too
 * long: meanwhile all of n8n would stand still.
 */
export function isMatch(regex: RegExp, text: string): boolean {
	const guarded: typeof safeRegex | undefined = safeRegex;
	return guarded ? guarded.test(regex.source, text, regex.flags) : regex.test(text);
}

function hasText({ textContains, textRegex }: Filters, { plainText }: Subject): boolean {
	if (!textContains && !textRegex) return true;
	if (plainText === undefined || !fold(plainText).includes(fold(textContains))) return false;
	try {
		return !textRegex || isMatch(textRegex, plainText);
	} catch {
		// It took too long on this text, and always will: no match.
		return false;
	}
}

function isFrom({ senders }: Filters, { actorID, isSender }: Subject): boolean {
	if (senders.size === 0) return true;
	if (actorID === undefined && isSender === undefined) return false;
	return isAmong(senders, actorID) || senders.has(isSender ? 'me' : 'others');
}

/** For comparison: capital letters, since Greek has two small sigmas; NFC, since é may be one character or two. */
const fold = (text: string) => text.normalize('NFC').toUpperCase();

/** An empty set lets everything pass. */
const isAmong = (chosen: ReadonlySet<string>, one: unknown) =>
	chosen.size === 0 || (typeof one === 'string' && chosen.has(one));

const hasLocalID = (chatIDs: ReadonlySet<string>) => [...chatIDs].some((id) => /^\d+$/.test(id));

const isFilled = (list: unknown) => Array.isArray(list) && list.length > 0;
