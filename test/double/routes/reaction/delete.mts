import { unreact } from '../../actions/react.mts';
import { json } from '../../http/answer.mts';
import { route } from '../../http/route.mts';
import type { Inside } from '../../inside.mts';
import { chatOf, selfIn } from '../../state/chats.mts';
import { messageOf } from '../../state/messages.mts';

/** DELETE …/reactions/{reactionKey}: this user's own reaction. */
export const remove = route({
	endpoint: 'DELETE /v1/chats/{chatID}/messages/{messageID}/reactions/{reactionKey}',
	since: '4.2.808',
	handle: ({ params }, inside) => takeBack(params, params.reactionKey, inside),
});

/** DELETE …/reactions?reactionKey=…, the form of apps before 4.2.808. */
export const removeByQuery = route<never, { reactionKey: string }>({
	endpoint: 'DELETE /v1/chats/{chatID}/messages/{messageID}/reactions',
	since: '4.2.557',
	until: '4.2.808',
	handle: ({ params, query }, inside) => takeBack(params, query.reactionKey, inside),
});

function takeBack(params: Record<string, string>, reactionKey: string, inside: Inside) {
	const record = chatOf(inside.world, params.chatID);
	const target = messageOf(record, params.messageID);
	unreact(inside, record, target, selfIn(inside.world, record).id, reactionKey);
	const [chatID, messageID] = [record.chat.id, target.message.id];
	return json({ success: true, chatID, messageID, reactionKey });
}
