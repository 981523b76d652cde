import { needReaction, react } from '../../actions/react.mts';
import { json } from '../../http/answer.mts';
import { route } from '../../http/route.mts';
import { chatOf, selfIn } from '../../state/chats.mts';
import { transactionID as newTransactionID } from '../../state/ids.mts';
import { messageOf } from '../../state/messages.mts';

type Body = { reactionKey: string; transactionID?: string };

/** POST …/reactions: this user's reaction to a message. */
export const add = route<Body>({
	endpoint: 'POST /v1/chats/{chatID}/messages/{messageID}/reactions',
	since: '4.2.557',
	handle: ({ params, body }, inside) => {
		const { world } = inside;
		const record = chatOf(world, params.chatID);
		const target = messageOf(record, params.messageID);
		const { reactionKey, transactionID = newTransactionID(world) } = body;
		needReaction(record, reactionKey);
		react(inside, record, target, selfIn(world, record).id, reactionKey);
		const [chatID, messageID] = [record.chat.id, target.message.id];
		return json({ success: true, chatID, messageID, reactionKey, transactionID });
	},
});
