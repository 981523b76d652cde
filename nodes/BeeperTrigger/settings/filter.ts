import type { IDataObject } from 'n8n-workflow';
import { safeRegex } from 'n8n-workflow';
import type { Filters } from './filters';
import type { Message } from '../../shared/model/message';

/** What an event is about, as far as it is known without asking Beeper. */
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

/**
 * The part that costs nothing: everything but what needs the chat or the account. What is not known
 * (no message, nobody who did it, no text) does not pass a filter that asks for it.
 */
export function passesEarly(filters: Filters, subject: Subject): boolean {
	const { chatIDs, accountIDs, messageTypes, attachments, mentionsMe } = filters;
	const { chatID, accountID, message } = subject;
	// A local ID is in no event: then only the chat itself can say.
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

/** Whether `passesChat` has anything to say. */
export function needsChat({ chatIDs, accountIDs, chatType, leaveOut }: Filters): boolean {
	return hasLocalID(chatIDs) || accountIDs.size > 0 || chatType !== 'any' || leaveOut.size > 0;
}

/** The part about the chat, given its summary as items carry it. */
export function passesChat(filters: Filters, chat: IDataObject): boolean {
	const { chatIDs, accountIDs, chatType, leaveOut } = filters;
	// Older versions of Beeper do not tell all three; what is not told is not left out.
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

/** Whether `passesMention` has to be asked, which takes the user's own ID on the account. */
export function needsSelf({ mentionsMe }: Filters): boolean {
	return mentionsMe;
}

/** Whether a message mentions the user, or everybody in the chat. */
export function passesMention(message: Message | undefined, selfID: string | undefined): boolean {
	const mentions: unknown[] = Array.isArray(message?.mentions) ? message.mentions : [];
	return mentions.includes('@room') || (selfID !== undefined && mentions.includes(selfID));
}

/**
 * Whether a text matches, by n8n's own means where there are some (2.41 has them, 2.10 has not): they end
 * a pattern that would take for ever on some text, and n8n would stand still meanwhile. Throws then.
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
		// It took too long on this text. Tried again it would again, so that is a no.
		return false;
	}
}

function isFrom({ senders }: Filters, { actorID, isSender }: Subject): boolean {
	if (senders.size === 0) return true;
	if (actorID === undefined && isSender === undefined) return false;
	return isAmong(senders, actorID) || senders.has(isSender ? 'me' : 'others');
}

/** Capital letters, since small ones differ by place in Greek; é may come as one character or as two. */
const fold = (text: string) => text.normalize('NFC').toUpperCase();

/** A set that is empty asks for nothing. */
const isAmong = (chosen: ReadonlySet<string>, one: unknown) =>
	chosen.size === 0 || (typeof one === 'string' && chosen.has(one));

const hasLocalID = (chatIDs: ReadonlySet<string>) => [...chatIDs].some((id) => /^\d+$/.test(id));

const isFilled = (list: unknown) => Array.isArray(list) && list.length > 0;
