import type { IDataObject } from 'n8n-workflow';
import { chatID } from '../../../shared/fields/chatID';
import { messageID } from '../../fields/messageID';
import { reactionKey } from '../../fields/reactionKey';
import type { Call } from '../../../shared/operation/operationContext';
import { reactionLimit } from '../../../shared/api/errors/networkRules';
import type { Operation } from '../../../shared/operation/operation';

/** DELETE …/reactions/{reactionKey}, `client.chats.messages.reactions.delete`; before 4.2.808 …/reactions?reactionKey= */
export const deleteReaction: Operation = {
	option: {
		name: 'Delete',
		value: 'delete',
		action: 'Delete reaction',
		description: 'Take back your own reaction to a message',
		routing: {
			request: {
				method: 'DELETE',
				url: '/v1/chats/{chatID}/messages/{messageID}/reactions/{reactionKey}',
			},
		},
	},
	since: '4.2.557',
	uncertain: 'The reaction may have been taken back',
	limit: reactionLimit,
	fields: [
		chatID,
		messageID,
		{ ...reactionKey, description: 'The reaction of yours to take back' },
	],
	perform: removeReaction,
};

async function removeReaction(call: Call): Promise<IDataObject> {
	const answer = await call.send(call.request, { accept: [404] });
	if (answer.status !== 404) return answer.body as IDataObject;
	if (!call.isBefore(answer, '4.2.808')) throw await call.refusalOf(answer);
	const older = await call.send({
		method: 'DELETE',
		url: '/v1/chats/{chatID}/messages/{messageID}/reactions',
		qs: { reactionKey: call.parameter('reactionKey') },
	});
	return older.body as IDataObject;
}
