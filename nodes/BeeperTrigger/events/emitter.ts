import type { IBinaryKeyData, IDataObject, ITriggerFunctions } from 'n8n-workflow';
import { wait } from '../../shared/values/wait';
import type { Settings } from '../settings/settings';
import { needsChat, needsSelf, passesChat, passesMention } from '../settings/filter';
import { downloadMedia } from '../media/media';
import { isSentByN8n, mayBeSentByN8n } from './sentByN8n';
import type { Hub } from '../../shared/live/hub/hub';
import { itemOf, selfID, type Surroundings } from './item';
import type { Memory } from '../state/memory';
import { refOf, type TriggerEvent } from './triggerEvent';
import type { TriggerOutput } from '../delivery/triggerOutput';

/** How often, and at which interval, a chat is requested again that a filter needs. */
const CHAT_TRIES = 12;
const CHAT_AGAIN_MS = 5_000;

/** Makes the item of an event and emits it: adds chat and account, applies filters, downloads files, waits for room. */
export class Emitter {
	constructor(
		private readonly context: ITriggerFunctions,
		private readonly settings: Settings,
		private readonly memory: Memory,
		private readonly output: TriggerOutput,
		private readonly signal: AbortSignal,
		private readonly hub: () => Hub | undefined,
	) {}

	/** Emits an event: at once if all it needs is known, else the promise resolves when it was emitted or filtered out. */
	emit(triggerEvent: TriggerEvent): void | Promise<void> {
		const facts = this.factsNow(triggerEvent);
		if (!facts) return this.emitLater(triggerEvent);
		this.emitNow(triggerEvent, facts);
	}

	/** What the item needs, if it is known; `undefined` if something has to be requested or waited for. */
	private factsNow(triggerEvent: TriggerEvent): Facts | undefined {
		const { event, chatID, accountID, message, isCatchUp } = triggerEvent;
		const { settings, output } = this;
		const hub = this.hub();
		if (!hub) return undefined;
		const chat = hub.directory.chatNow(chatID);
		const account = hub.directory.accountNow(accountID);
		const hasFiles = settings.media && isFilled(message?.attachments);
		const isHeldUp =
			(isCatchUp && output.isBusy?.()) || (settings.onePerChat && output.runningIn?.(chatID));
		if (!chat || !account || hasFiles || isHeldUp) return undefined;
		const { nameOf } = this;
		if (event !== 'message.sent') return { chat, account, nameOf };
		if (mayBeSentByN8n(message!, hub)) return undefined;
		return { chat, account, nameOf, sentByN8n: false };
	}

	private async emitLater(triggerEvent: TriggerEvent): Promise<void> {
		const { chatID, accountID, message, event, isCatchUp } = triggerEvent;
		const { settings, output, signal } = this;
		const hub = this.hub();
		if (!hub) return;
		const chat = await this.chatOf(triggerEvent, hub);
		const account = await hub.directory.account(accountID, chat);
		const facts: Facts = { chat, account, nameOf: this.nameOf };
		if (!this.isWanted(triggerEvent, facts)) return;
		if (event === 'message.sent') {
			facts.sentByN8n = await isSentByN8n(message!, hub, signal);
			if (!this.isWanted(triggerEvent, facts)) return;
		}
		if (settings.media && message && isFilled(message.attachments)) {
			const { baseUrl } = hub;
			facts.files = await downloadMedia(this.context, { baseUrl }, message, settings.media, signal);
		}
		if (settings.onePerChat) await output.quiet?.(chatID);
		if (isCatchUp) await output.room?.();
		this.emitNow(triggerEvent, facts);
	}

	/** The chat. If a filter needs it and Beeper does not return it, it is requested again for a minute. */
	private async chatOf({ chatID, accountID }: TriggerEvent, { directory }: Hub) {
		let chat = await directory.chat(chatID, accountID);
		const isNeeded = needsChat(this.settings.filters);
		for (let attempt = 1; isNeeded && chat.type === null && attempt <= CHAT_TRIES; attempt++) {
			await wait(CHAT_AGAIN_MS, this.signal);
			chat = await directory.chat(chatID, accountID);
		}
		return chat;
	}

	private isWanted(
		{ chatID, message }: TriggerEvent,
		{ chat, account, sentByN8n }: Facts,
	): boolean {
		const { filters, includeSentByN8n } = this.settings;
		if (sentByN8n && !includeSentByN8n) return false;
		const localChatID = this.hub()?.directory.localID(chatID);
		if (!passesChat(filters, localChatID ? { ...chat, localChatID } : chat)) return false;
		return !needsSelf(filters) || passesMention(message, selfID(account));
	}

	private emitNow(triggerEvent: TriggerEvent, facts: Facts) {
		if (this.signal.aborted || !this.isWanted(triggerEvent, facts)) return;
		const { event, message, isCatchUp, chatID, at } = triggerEvent;
		const isWritten = event === 'message.received' || event === 'message.sent';
		const isLate =
			isWritten &&
			message &&
			!triggerEvent.isRedelivery &&
			this.memory.positions.markEmitted(message);
		const { sentByN8n, files } = facts;
		const json: IDataObject = {
			...itemOf(triggerEvent, facts),
			...(sentByN8n !== undefined && { sentByN8n }),
			...(files && { media: files.media }),
			...(isLate && { late: true }),
		};
		if (isWritten && message) this.memory.endEmitting(chatID, message.id);
		this.memory.emittedAt = Math.max(this.memory.emittedAt, Math.min(at, Date.now()));
		this.output.emit(json, files?.binary, refOf(triggerEvent), isCatchUp);
	}

	private readonly nameOf = (userID: string) => this.hub()?.nameOf(userID);
}

/** What the item needs besides the event. */
interface Facts extends Surroundings {
	sentByN8n?: boolean;
	files?: { media: IDataObject[]; binary: IBinaryKeyData };
}

const isFilled = (list: unknown) => Array.isArray(list) && list.length > 0;
