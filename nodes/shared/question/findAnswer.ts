import type { IDataObject } from 'n8n-workflow';
import { compareSortKeys } from '../model/sortKey';
import { hasContent, reactionsOf, timeOf, type Message } from '../model/message';
import { plainText } from '../values/plainText';
import type { AnswerOption, QuestionResponse, Question } from './question';
import { normalizeAnswer } from './answerWords';

/** What was found in the chat. */
export type FoundAnswer =
	| { type: 'answer'; response: QuestionResponse }
	/** A message that would count, but fits no answer. */
	| { type: 'other'; message: Message };

/** The chat as it is now: what was written since the question, oldest first, and the question itself. */
export interface ChatReading {
	messages: Message[];
	/** The message that is the question; undefined if it could not be read. */
	asked: Message | undefined;
	/** Whether one of the user's own messages came from n8n. */
	isSentByN8n: (message: Message) => boolean;
}

/**
 * The messages that fit no answer and then the first answer, in the order in which they were written. A message
 * counts before a reaction; an answer by reaction stands alone.
 */
export function findAnswer(question: Question, read: ChatReading): FoundAnswer[] {
	const found: FoundAnswer[] = [];
	for (const message of read.messages) {
		if (!mayAnswer(question, message) || read.isSentByN8n(message)) continue;
		const answer = answerOf(question, message);
		if (answer !== undefined) {
			found.push({ type: 'answer', response: byMessage(question, message, answer) });
			return found;
		}
		found.push({ type: 'other', message });
	}
	const reacted = read.asked && byReactions(question, read.asked);
	if (reacted) return [{ type: 'answer', response: reacted }];
	return found;
}

/** The answer that a text means; `undefined` if it means none, or several. */
export function meaning(answers: AnswerOption[], text: unknown): AnswerOption | undefined {
	const said = normalizeAnswer(text);
	const exact = answers.find(({ words }) => words.includes(said));
	if (exact || said === '') return exact;
	// "Yes, ok 👍" means one answer; "yes and no" means none.
	const meant = new Set<AnswerOption | undefined>();
	for (const part of parts(said)) meant.add(answers.find(({ words }) => words.includes(part)));
	return meant.size === 1 ? [...meant][0] : undefined;
}

/** Words, and each emoji by itself: people write them without blanks. */
const parts = (text: string): string[] =>
	text
		.split(/[\s\p{P}\p{Z}]+|(\p{Extended_Pictographic}+)/u)
		.filter((part): part is string => Boolean(part))
		.flatMap((part) => (/^\p{Extended_Pictographic}+$/u.test(part) ? [...part] : [part]));

/** Whether the message is by somebody whose answer counts, and comes after the question. */
function mayAnswer(question: Question, message: Message): boolean {
	if (message.isDeleted === true || message.isHidden === true || !hasContent(message)) return false;
	if (message.type === 'REACTION' || message.id === question.messageID) return false;
	const isAfter = question.sortKey
		? compareSortKeys(message.sortKey, question.sortKey) > 0
		: timeOf(message) >= question.askedAt;
	const { linkedMessageID: quoted = question.messageID } = message;
	const isReply = message.linkedMessageID === question.messageID;
	// A reply to another message is about that one.
	if (quoted !== question.messageID) return false;
	if (!isAfter || (question.onlyReplies && !isReply)) return false;
	const at = timeOf(message);
	const isForLater = question.later.some(({ from, to = Infinity }) => at >= from && at <= to);
	if (isForLater && !isReply) return false;
	return counts(question, String(message.senderID ?? ''), message.isSender === true);
}

function counts({ answersFrom, people }: Question, userID: string, isMe: boolean): boolean {
	if (answersFrom === 'me') return isMe;
	if (answersFrom === 'others') return !isMe;
	// `people` may hold "Me" and "All Others" too.
	const all = isMe ? 'me' : 'others';
	if (answersFrom === 'people') return people.includes(userID) || people.includes(all);
	return true;
}

function answerOf(question: Question, message: Message): string | boolean | undefined {
	const { responseType, answers, onOther } = question;
	if (responseType === 'freeText') return plainText(message.text);
	const answer = meaning(answers, message.text);
	if (answer) return answer.value;
	// An approval takes nothing but yes or no.
	return onOther === 'take' && responseType === 'choice' ? plainText(message.text) : undefined;
}

/** The answer by a reaction of somebody whose answer counts; never for free text. */
function byReactions(question: Question, asked: Message): QuestionResponse | undefined {
	if (question.responseType === 'freeText') return undefined;
	for (const reaction of reactionsOf(asked)) {
		const { participantID, reactionKey } = reaction;
		// The question is an own message, so its sender is the user.
		const isMe = participantID === asked.senderID;
		if (!counts(question, participantID, isMe)) continue;
		const answer = question.answers.find(({ words }) =>
			words.includes(normalizeAnswer(reactionKey)),
		);
		if (!answer) continue;
		return {
			...buildResponse(question, answer.value),
			via: 'reaction',
			respondedBy: { id: participantID, name: null, isMe },
			reaction,
		};
	}
	return undefined;
}

function byMessage(
	question: Question,
	message: Message,
	answer: string | boolean,
): QuestionResponse {
	const { senderID, senderName, isSender, timestamp } = message;
	return {
		...buildResponse(question, answer),
		via: 'message',
		respondedBy: { id: senderID, name: senderName ?? null, isMe: isSender === true },
		respondedAt: new Date(timestamp).toISOString(),
		message,
	};
}

/** The answer when the time is up: what 'Answer If Time Is Up' means, else declined or no answer. */
export function byLimit(question: Question): QuestionResponse {
	const { answers, defaultAnswer, responseType } = question;
	const meant = defaultAnswer === '' ? undefined : meaning(answers, defaultAnswer);
	const otherwise = responseType === 'approval' ? false : defaultAnswer || null;
	return { ...buildResponse(question, meant?.value ?? otherwise), via: 'limit', timedOut: true };
}

/** The fields that every response has; the time is now. */
export function buildResponse(
	question: Pick<Question, 'chatID' | 'messageID' | 'text' | 'responseType'>,
	answer: string | boolean | null,
): QuestionResponse {
	const { chatID, messageID, text, responseType } = question;
	const asked: IDataObject = { chatID, messageID, text };
	return {
		...(responseType === 'approval' && { approved: answer === true }),
		answer: responseType === 'approval' ? (answer === true ? 'approved' : 'declined') : answer,
		via: 'message',
		timedOut: false,
		respondedBy: null,
		respondedAt: new Date().toISOString(),
		message: null,
		reaction: null,
		question: asked,
	};
}
