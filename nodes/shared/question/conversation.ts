import type { IDataObject } from 'n8n-workflow';
import { compareSortKeys } from '../model/sortKey';
import { asMessage, timeOf, type Message } from '../model/message';
import { messagePages, NoPage } from '../api/pages';
import { sentLogOf } from '../send/processState';
import type { SentLog } from '../send/sentLog';
import { isSuccess } from '../api/httpResult';
import { withRetry } from '../api/retry';
import { plainText } from '../values/plainText';
import { normalizedText } from '../values/normalizedText';
import type { ChatReading } from './findAnswer';
import type { ListenerContext } from './listenerContext';
import type { QuestionResponse, Question } from './question';
import { chatPath, messagePath, messagesPath } from '../api/path';
import { objectsIn } from '../values/list';

/** The most pages read at once, if much was written since the question. */
const MAX_PAGES = 100;

/** The chat of one question: reads what was written there since, and sends hints and the confirmation. */
export class Conversation {
	/** The chat was read up to this sort key; empty if it was not. */
	private readTo = '';

	constructor(
		private readonly question: Question,
		private readonly context: Pick<ListenerContext, 'client' | 'signal'>,
	) {}

	/** The chat as it is now; throws if it cannot be read. Notes the final ID of the question once it is known. */
	async read(): Promise<ChatReading> {
		const { question } = this;
		if (question.isPending) await this.settle();
		const messages = await this.since();
		if (question.isPending) this.recognize(messages);
		const asked = messages.find(({ id }) => id === question.messageID) ?? (await this.asked());
		const sentLog = sentLogOf(this.context.client.used?.baseUrl ?? '');
		const isSentByN8n = (message: Message) => this.isOurs(message, sentLog);
		return { messages, asked, isSentByN8n };
	}

	/** The response with the name of who gave it, which for a reaction is looked up in messages and participants. */
	async named(response: QuestionResponse, messages: Message[]): Promise<QuestionResponse> {
		const { respondedBy } = response;
		if (!respondedBy || respondedBy.name !== null) return response;
		const { id } = respondedBy;
		const name =
			messages.find(({ senderID }) => senderID === id)?.senderName ?? (await this.nameOf(id));
		return { ...response, respondedBy: { ...respondedBy, name: (name as string) ?? null } };
	}

	private async nameOf(userID: unknown): Promise<string | undefined> {
		const path = chatPath(this.question.chatID);
		const result = await this.context.client.getOnce(path, { maxParticipantCount: 500 }, 5_000);
		const { participants } = (isSuccess(result) ? result.body : {}) as IDataObject;
		const items = objectsIn((participants as IDataObject | undefined)?.items);
		const person = items.find(({ id }) => id === userID);
		return (person?.fullName ?? person?.username) as string | undefined;
	}

	/** Sends a text to the chat; a failure is ignored. */
	async say(text: string) {
		const { client } = this.context;
		const { chatID } = this.question;
		const sentLog = sentLogOf(client.used?.baseUrl ?? '');
		await sentLog.watch(chatID, async () => {
			const path = messagesPath(chatID);
			const result = await client.postOnce(path, { text });
			const { pendingMessageID } = (isSuccess(result) ? result.body : {}) as IDataObject;
			sentLog.expect(chatID, text, pendingMessageID ? String(pendingMessageID) : undefined);
		});
	}

	/** Whether n8n sent it: by the sent log or, after a restart, by the text of one of this question's messages. */
	private isOurs(message: Message, sentLog: SentLog): boolean {
		if (message.isSender !== true) return false;
		const { chatID, hint, confirmation, text } = this.question;
		if (sentLog.has(chatID, message.id)) return true;
		const said = plainText(message.text);
		if ([hint, confirmation, text].some((own) => own !== '' && plainText(own) === said))
			return true;
		return sentLog.recognize(chatID, message.id, said, timeOf(message));
	}

	/** The messages since the last look or the question, oldest first; at least the newest page. */
	private async since(): Promise<Message[]> {
		const { chatID, askedAt } = this.question;
		const sortKey = this.readTo || this.question.sortKey;
		const messages: Message[] = [];
		let pages = 0;
		for await (const page of messagePages(async (url, qs) => await this.get(url, qs), chatID)) {
			messages.push(...page);
			const oldest = page.at(-1);
			const isReached =
				!oldest ||
				(sortKey ? compareSortKeys(oldest.sortKey, sortKey) <= 0 : timeOf(oldest) < askedAt);
			if (isReached || ++pages >= MAX_PAGES || this.context.signal.aborted) break;
		}
		if (messages.length > 0) this.readTo = messages[0].sortKey;
		return messages.reverse();
	}

	/** The question as it is now, with its reactions. */
	private async asked(): Promise<Message | undefined> {
		const { chatID, messageID, responseType } = this.question;
		if (responseType === 'freeText') return undefined;
		const result = await this.get(messagePath(chatID, messageID), {});
		// Beeper before 4.2.808 cannot give a single message: then reactions are not seen.
		if (result.status === 404) return undefined;
		if (!isSuccess(result)) throw new NoPage(result);
		return asMessage(result.body, chatID, Date.now());
	}

	/** Looks up the final ID of the question, which it gets once its network has taken it. */
	private async settle() {
		const { question } = this;
		const result = await this.get(messagePath(question.chatID, question.messageID), {});
		const message = isSuccess(result)
			? asMessage(result.body, question.chatID, Date.now())
			: undefined;
		if (!message || message.id === question.messageID) return;
		this.found(message);
	}

	/** Finds the question by its text, if Beeper cannot resolve its provisional ID (old versions, restart). */
	private recognize(messages: Message[]) {
		const said = normalizedText(plainText(this.question.text));
		const own = messages.find(
			({ isSender, text }) => isSender === true && normalizedText(plainText(text)) === said,
		);
		if (own) this.found(own);
	}

	private found({ id: messageID, sortKey }: Message) {
		Object.assign(this.question, { messageID, sortKey, isPending: false });
	}

	private async get(url: string, qs: IDataObject) {
		const { client, signal } = this.context;
		return await withRetry(async () => await client.getOnce(url, qs), { repeatable: true, signal });
	}
}
