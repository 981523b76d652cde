import type { IDataObject } from 'n8n-workflow';

/** One of the answers that a question has. */
export interface AnswerOption {
	/** What the output says: `true` and `false` of an approval, else the choice's value. */
	value: string | boolean;
	/** Texts and emoji that mean it, folded (`words.ts`). */
	words: string[];
}

/** A question that was sent, and how it may be answered; saved as JSON, so that a restart of n8n finds it. */
export interface Question {
	/** Tells it from all others of this n8n. */
	id: string;
	/** What it takes to find it: at which Beeper, and with which of n8n's credentials. */
	baseUrl: string;
	credentialID: string;
	chatID: string;
	messageID: string;
	/** Only the provisional ID is known so far. */
	isPending: boolean;
	/** Where it stands in the chat; empty as long as that is not known, then the time decides. */
	sortKey: string;
	/** When it was sent, in ms. */
	askedAt: number;
	/** The text that was sent. */
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
	 * While these later questions stood in the chat, from … to (ms), an answer that quotes none was theirs: "yes" must
	 * not approve two things.
	 */
	later: Array<{ id: string; from: number; to?: number }>;
	/** Addresses of n8n's waiting webhook, to be tried one after the other. */
	urls: string[];
}

/** What came of a question: `data` of the node's output. */
export interface QuestionResponse extends IDataObject {
	/** Of an approval: whether the answer was yes. */
	approved?: boolean;
	/** The choice's value, or the text. */
	answer: string | boolean | null;
	/** How it was given. */
	via: 'message' | 'reaction' | 'link' | 'limit';
	/** Nobody answered in time. */
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
