import type { Message } from '../model/message';
import type { ApiClient } from '../api/apiClient';
import type { ConnectionState, Subscriber } from '../live/hub/subscriber';
import { HubSubscription } from '../live/hub/hubs';

/**
 * A question listener's subscription to the hub of its Beeper. It makes the hub read nothing; `hear` is called when
 * something happened in a chat, or may have while the feed was down.
 */
export class ActivityListener implements Subscriber {
	readonly wantsChanges = false;
	readonly wantsChats = false;
	readonly reconcileMs = 30_000;
	readonly catchUpLimit = 0;
	readonly sweptAt = Date.now();
	private readonly hubSubscription = new HubSubscription(this);

	constructor(
		readonly client: ApiClient,
		/** Something may have happened in this chat; in any, if it is empty. */
		private readonly hear: (chatID: string) => void,
		readonly onError: (error: Error) => void,
	) {}

	/** Joins the hub. The credential of `client` must have been read before. */
	open(signal: AbortSignal) {
		const { used } = this.client;
		if (!used || signal.aborted) return;
		signal.addEventListener('abort', () => this.hubSubscription.leave(), { once: true });
		this.hubSubscription.join(used);
	}

	onMessage = ({ chatID }: Message) => this.hear(chatID);
	onMessageDeleted = (chatID: string) => this.hear(chatID);
	onConnection = ({ state }: ConnectionState) => state === 'connected' && this.hear('');
	onCaughtUp = () => this.hear('');
	isBehind = () => false;
	lacks = () => false;
	hasAllBefore = () => true;
	onReady = async () => {};
	onChatChange = () => {};
	onChatRead = () => {};
	onSwept = () => {};
	onUnauthorized = () => {};
	onGap = () => {};
	onLeftOut = () => {};
	onNotCaughtUp = () => {};
	onRenumbered = () => {};
	anchors = () => [];
}
