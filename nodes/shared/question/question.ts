import type { IDataObject } from 'n8n-workflow';

/** One of the answers that a question has. */
export interface AnswerOption {
	/** What the output says: `true` and `false` of an approval, else the choice's value. */
	value: string | boolean;
	/** Texts and emoji that mean it, as `normalizeAnswer` gives them. */
	words: string[];
}

/** A question that was sent, and how it may be answered; saved as JSON, so that a restart of n8n finds it. */
export interface Question {
	/** Unique in this n8n. */
	id: string;
	/** The Beeper through which it was sent, and the ID of the n8n credential. */
	baseUrl: string;
	credentialID: string;
	chatID: string;
	messageID: string;
	/** Only the provisional ID is known so far. */
	isPending: boolean;
	/** Its place in the chat; while that is unknown it is empty, and `askedAt` decides what came later. */
	sortKey: string;
	/** When it was sent, in ms. */
	askedAt: number;
	text: string;
	responseType: 'approval' | 'choice' | 'freeText';
	/** Empty for free text, which takes anything. */
	answers: AnswerOption[];
	/** Whose answer counts; `people` lists user IDs. */
	answersFrom: 'anyone' | 'others' | 'people' | 'me';
	people: string[];
	/** Only an answer that quotes the question, or a reaction to it, counts. */
	onlyReplies: boolean;
	/** What to do with a message that fits no answer. */
	onOther: 'ignore' | 'hint' | 'take';
	hint: string;
	/** What is sent to the chat when an answer has come; empty for nothing. */
	confirmation: string;
	/** When (ms) the time is up, if it ever is, and what counts as the answer then. */
	until?: number;
	defaultAnswer: string;
	/**
	 * Later questions of the same chat, and from when to when (ms) they were open. Then an answer that quotes none was
	 * theirs: "yes" must not approve two things.
	 */
	later: Array<{ id: string; from: number; to?: number }>;
	/** Addresses of n8n's waiting webhook, to be tried one after the other. */
	urls: string[];
}

/** The response to a question: `data` of the node's output. */
export interface QuestionResponse extends IDataObject {
	/** Of an approval: whether the answer was yes. */
	approved?: boolean;
	/** The choice's value, or the text. */
	answer: string | boolean | null;
	via: 'message' | 'reaction' | 'link' | 'limit';
	timedOut: boolean;
	/** Who gave it; `null` where that is not known. */
	respondedBy: IDataObject | null;
	/** ISO time. */
	respondedAt: string;
	/** The message that is the answer, as Beeper gives it. */
	message: IDataObject | null;
	reaction: IDataObject | null;
	/** The question: chatID, messageID, text. */
	question: IDataObject;
}
