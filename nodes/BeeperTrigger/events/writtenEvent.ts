import { hasContent, type Message } from '../../shared/model/message';
import { isPending, isRefused } from '../../shared/model/sendStatus';

/**
 * Which event a message is that was not seen before: somebody wrote, or the user did. `undefined` for what
 * nobody wrote, or nobody got: deleted, hidden, empty (system events come as such), on its way, refused.
 */
export function writtenEvent(message: Message): 'message.received' | 'message.sent' | undefined {
	if (message.isDeleted === true || message.isHidden === true) return undefined;
	if (message.type === 'REACTION' || !hasContent(message)) return undefined;
	if (!message.isSender) return 'message.received';
	// Under its provisional ID, or refused by the network, it is not sent.
	return isPending(message) || isRefused(message) ? undefined : 'message.sent';
}
