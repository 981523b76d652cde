import type { IDataObject } from 'n8n-workflow';
import { chatID } from '../../../shared/fields/chatID';
import { messageID } from '../../fields/messageID';
import { reactionKey } from '../../fields/reactionKey';
import type { OperationContext } from '../../../shared/operation/operationContext';
import { reactionRule } from '../../../shared/api/errors/networkRules';
import type { Operation } from '../../../shared/operation/operation';

/**
 * DELETE /v1/chats/{chatID}/messages/{messageID}/reactions/{reactionKey}, `client.chats.messages.reactions.delete`;
 * before 4.2.808 …/reactions?reactionKey=
 */
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
	networkRule: reactionRule,
	fields: [
		chatID,
		messageID,
		{ ...reactionKey, description: 'The reaction of yours to take back' },
	],
	perform: removeReaction,
};

async function removeReaction(context: OperationContext): Promise<IDataObject> {
	const response = await context.send(context.request, { accept: [404] });
	if (response.status !== 404) return response.body as IDataObject;
	if (!context.isBefore(response, '4.2.808')) throw await context.errorOf(response);
	const older = await context.send({
		method: 'DELETE',
		url: '/v1/chats/{chatID}/messages/{messageID}/reactions',
		qs: { reactionKey: context.parameter('reactionKey') },
	});
	return older.body as IDataObject;
}
