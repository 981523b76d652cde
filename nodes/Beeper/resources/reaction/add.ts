import { chatID } from '../../../shared/fields/chatID';
import { messageID } from '../../fields/messageID';
import { reactionKey } from '../../fields/reactionKey';
import { reactionRule } from '../../../shared/api/errors/networkRules';
import type { Operation } from '../../../shared/operation/operation';
import { optionsField } from '../../../shared/fields/collections';

/** POST /v1/chats/{chatID}/messages/{messageID}/reactions, `client.chats.messages.reactions.add` */
export const add: Operation = {
	option: {
		name: 'Add',
		value: 'add',
		action: 'Add reaction',
		description: 'React to a message with an emoji',
		routing: {
			request: { method: 'POST', url: '/v1/chats/{chatID}/messages/{messageID}/reactions' },
		},
	},
	since: '4.2.557',
	uncertain: 'The reaction may have been added',
	networkRule: reactionRule,
	fields: [
		chatID,
		messageID,
		{
			...reactionKey,
			description: 'What to react with',
			routing: { send: { type: 'body', property: 'reactionKey' } },
		},
		optionsField([
			{
				displayName: 'Transaction ID',
				name: 'transactionID',
				type: 'string',
				default: '',
				placeholder: 'e.g. order-1042',
				description: 'A name of your own for this change; Beeper recognises a repeat by it',
				routing: { send: { type: 'body', property: 'transactionID' } },
			},
		]),
	],
	perform: async (context) => {
		if (!context.parameter('reactionKey', '').trim()) {
			throw context.inputError("'Reaction' is empty", 'Put in an emoji, for example 👍.');
		}
		return (await context.send()).body as { success: boolean };
	},
};
