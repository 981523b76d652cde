import { hasContent, type Message } from '../../shared/model/message';
import { isPending, isRefused } from '../../shared/model/sendStatus';

/**
 * Which event a new message is. `undefined` for one that nobody wrote or received: it is deleted, hidden, empty
 * (such as a system event), being sent, or was refused by its network.
 */
export function writtenEvent(message: Message): 'message.received' | 'message.sent' | undefined {
	if (message.isDeleted === true || message.isHidden === true) return undefined;
	if (message.type === 'REACTION' || !hasContent(message)) return undefined;
	if (!message.isSender) return 'message.received';
	// While it is being sent, it has a provisional ID.
	return isPending(message) || isRefused(message) ? undefined : 'message.sent';
}
