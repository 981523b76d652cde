import type { IBinaryKeyData, IDataObject, ITriggerFunctions } from 'n8n-workflow';
import { pause } from '../../shared/values/wait';
import type { Choice } from '../settings/settings';
import { needsChat, needsSelf, passesChat, passesMention } from '../settings/filter';
import { downloadMedia } from '../media/media';
import { isSentByN8n, mayBeSentByN8n } from './sentByN8n';
import type { Station } from '../../shared/live/hub/hub';
import { itemOf, selfID, type Surroundings } from './item';
import type { Memory } from '../state/memory';
import { refOf, type Occurrence } from './triggerEvent';
import type { Outlet } from '../delivery/triggerOutput';

/** Where a filter needs the chat, an event waits so long for Beeper to give it. */
const CHAT_TRIES = 12;
const CHAT_AGAIN_MS = 5_000;

/** Takes an event from what happened to the item that n8n gets: chat and account, filters, files, its turn. */
export class Teller {
	constructor(
		private readonly context: ITriggerFunctions,
		private readonly choice: Choice,
		private readonly memory: Memory,
		private readonly outlet: Outlet,
		private readonly signal: AbortSignal,
		private readonly station: () => Station | undefined,
	) {}

	/** At once if everything that the item says is known; else it waits for that. */
	tell(occurrence: Occurrence): void | Promise<void> {
		const facts = this.factsNow(occurrence);
		if (!facts) return this.tellLater(occurrence);
		this.emit(occurrence, facts);
	}

	private factsNow(occurrence: Occurrence): Facts | undefined {
		const { event, chatID, accountID, message, isCatchUp } = occurrence;
		const { choice, outlet } = this;
		const station = this.station();
		if (!station) return undefined;
		const chat = station.directory.chatNow(chatID);
		const account = station.directory.accountNow(accountID);
		const hasFiles = choice.media && isFilled(message?.attachments);
		const isHeldUp =
			(isCatchUp && outlet.isBusy?.()) || (choice.onePerChat && outlet.runningIn?.(chatID));
		if (!chat || !account || hasFiles || isHeldUp) return undefined;
		const { nameOf } = this;
		if (event !== 'message.sent') return { chat, account, nameOf };
		if (mayBeSentByN8n(message!, station)) return undefined;
		return { chat, account, nameOf, sentByN8n: false };
	}

	private async tellLater(occurrence: Occurrence): Promise<void> {
		const { chatID, accountID, message, event, isCatchUp } = occurrence;
		const { choice, outlet, signal } = this;
		const station = this.station();
		if (!station) return;
		const chat = await this.chatOf(occurrence, station);
		const account = await station.directory.account(accountID, chat);
		const facts: Facts = { chat, account, nameOf: this.nameOf };
		if (!this.isWanted(occurrence, facts)) return;
		if (event === 'message.sent') {
			facts.sentByN8n = await isSentByN8n(message!, station, signal);
			if (!this.isWanted(occurrence, facts)) return;
		}
		if (choice.media && message && isFilled(message.attachments)) {
			const { baseUrl } = station;
			facts.files = await downloadMedia(this.context, { baseUrl }, message, choice.media, signal);
		}
		if (choice.onePerChat) await outlet.quiet?.(chatID);
		if (isCatchUp) await outlet.room?.();
		this.emit(occurrence, facts);
	}

	/** The chat; where a filter needs to know what Beeper cannot say now, it is asked again for a while. */
	private async chatOf({ chatID, accountID }: Occurrence, { directory }: Station) {
		let chat = await directory.chat(chatID, accountID);
		const isNeeded = needsChat(this.choice.filters);
		for (let attempt = 1; isNeeded && chat.type === null && attempt <= CHAT_TRIES; attempt++) {
			await pause(CHAT_AGAIN_MS, this.signal);
			chat = await directory.chat(chatID, accountID);
		}
		return chat;
	}

	private isWanted({ chatID, message }: Occurrence, { chat, account, sentByN8n }: Facts): boolean {
		const { filters, includeSentByN8n } = this.choice;
		if (sentByN8n && !includeSentByN8n) return false;
		const localChatID = this.station()?.directory.localID(chatID);
		if (!passesChat(filters, localChatID ? { ...chat, localChatID } : chat)) return false;
		return !needsSelf(filters) || passesMention(message, selfID(account));
	}

	private emit(occurrence: Occurrence, facts: Facts) {
		if (this.signal.aborted || !this.isWanted(occurrence, facts)) return;
		const { event, message, isCatchUp, chatID, at } = occurrence;
		const isWritten = event === 'message.received' || event === 'message.sent';
		const isLate =
			isWritten && message && !occurrence.isAgain && this.memory.positions.tell(message);
		const { sentByN8n, files } = facts;
		const json: IDataObject = {
			...itemOf(occurrence, facts),
			...(sentByN8n !== undefined && { sentByN8n }),
			...(files && { media: files.media }),
			...(isLate && { late: true }),
		};
		if (isWritten && message) this.memory.endTelling(chatID, message.id);
		this.memory.toldAt = Math.max(this.memory.toldAt, Math.min(at, Date.now()));
		this.outlet.emit(json, files?.binary, refOf(occurrence), isCatchUp);
	}

	private readonly nameOf = (userID: string) => this.station()?.nameOf(userID);
}

/** What an item says besides the event itself. */
interface Facts extends Surroundings {
	sentByN8n?: boolean;
	files?: { media: IDataObject[]; binary: IBinaryKeyData };
}

const isFilled = (list: unknown) => Array.isArray(list) && list.length > 0;
