import type { IDataObject } from 'n8n-workflow';
import { accountID } from '../../../shared/fields/accountID';
import { firstMessage } from '../../fields/firstMessage';
import { simplify } from '../../../shared/fields/simplify';
import type { OperationContext } from '../../../shared/operation/operationContext';
import { chatOutput } from '../../../shared/operation/chatOutput';
import { toList } from '../../../shared/values/list';
import type { Operation } from '../../../shared/operation/operation';
import { openChat } from '../../../shared/send/openChat';
import { optionsField } from '../../../shared/fields/collections';

/** POST /v1/chats, `client.chats.create` */
export const create: Operation = {
	option: {
		name: 'Create',
		value: 'create',
		action: 'Create chat',
		description: 'Begin a direct chat or a group with people by their user IDs',
		routing: { request: { method: 'POST', url: '/v1/chats' } },
	},
	uncertain: 'The chat may have been created',
	fields: [
		{ ...accountID, routing: { send: { type: 'body', property: 'accountID' } } },
		{
			displayName: 'Chat Type',
			name: 'type',
			type: 'options',
			default: 'single',
			description: 'Whether the chat is with one person or several',
			options: [
				{ name: 'Direct', value: 'single', description: 'With exactly one person' },
				{ name: 'Group', value: 'group' },
			],
			routing: { send: { type: 'body', property: 'type' } },
		},
		{
			displayName: 'Participant IDs',
			name: 'participantIDs',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. @alice:beeper.com',
			description:
				"User IDs on that network, with commas between, or a list from an expression. A message's senderID is such an ID.",
		},
		simplify,
		optionsField([
			firstMessage,
			{
				displayName: 'Title',
				name: 'title',
				type: 'string',
				default: '',
				placeholder: 'e.g. Holiday planning',
				description: 'The name of the group',
				displayOptions: { show: { '/type': ['group'] } },
				routing: { send: { type: 'body', property: 'title' } },
			},
		]),
	],
	perform: createChat,
};

async function createChat(context: OperationContext): Promise<IDataObject> {
	const prepared = context.request.body as IDataObject;
	const body: IDataObject = { ...prepared, participantIDs: participants(context) };
	if (context.parameter('accountID', '') === '') {
		throw context.inputError("'Account' is empty", 'Choose one from the list, or give its ID.');
	}
	const ask = async () => await context.resultOf({ ...context.request, body }, false);
	const chat = await openChat(context, body, ask);
	const { type, accountID: account, title } = body;
	return chatOutput(context, chat, { type, accountID: account, title });
}

function participants(context: OperationContext): string[] {
	const ids = toList(context.parameter<unknown>('participantIDs', ''));
	if (ids.length === 0) {
		throw context.inputError("'Participant IDs' is empty", 'Give the ID of at least one person.');
	}
	if (context.parameter('type') === 'single' && ids.length > 1) {
		throw context.inputError(
			'A direct chat is with exactly one person',
			`'Participant IDs' holds ${ids.length}. Leave one, or set 'Chat Type' to Group.`,
		);
	}
	return ids;
}
