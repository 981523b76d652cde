import type { IDataObject } from 'n8n-workflow';
import { accountID } from '../../../shared/fields/accountID';
import { firstMessage } from '../../fields/firstMessage';
import { simplify } from '../../../shared/fields/simplify';
import type { OperationContext } from '../../../shared/operation/operationContext';
import { chatOutput } from '../../../shared/operation/chatOutput';
import { omitEmpty } from '../../../shared/values/omitEmpty';
import type { Operation } from '../../../shared/operation/operation';
import { openChat } from '../../../shared/send/openChat';
import type { HttpResult } from '../../../shared/api/httpResult';
import { listOrID } from '../../../shared/fields/modes';
import { optionsField } from '../../../shared/fields/collections';

/** The values of "Find Person By": each is the name of a field of this node, and of a key in `user`. */
type Identifier = 'email' | 'phoneNumber' | 'id' | 'username';

/** POST /v1/chats/start, `client.chats.start`; before 4.2.808 POST /v1/chats with `mode: 'start'` */
export const start: Operation = {
	option: {
		name: 'Start',
		value: 'start',
		action: 'Start chat',
		description: 'Open the direct chat with a person, by phone number, email, username or user ID',
		routing: { request: { method: 'POST', url: '/v1/chats/start' } },
	},
	since: '4.2.557',
	uncertain: 'The chat may have been started',
	fields: [
		accountID,
		{
			displayName: 'Find Person By',
			name: 'findBy',
			type: 'options',
			default: 'phoneNumber',
			description: 'What you know of the person',
			options: [
				{ name: 'Email', value: 'email' },
				{ name: 'Phone Number', value: 'phoneNumber' },
				{ name: 'User ID', value: 'id', description: 'A contact from the list, or an ID' },
				{ name: 'Username', value: 'username' },
			],
		},
		{
			displayName: 'Email',
			name: 'email',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'name@email.com',
			description: 'The email address of the person on that network',
			displayOptions: { show: { findBy: ['email'] } },
		},
		{
			displayName: 'Phone Number',
			name: 'phoneNumber',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. +15550101',
			description: 'With country code, beginning with a plus sign',
			displayOptions: { show: { findBy: ['phoneNumber'] } },
		},
		{
			displayName: 'User',
			name: 'id',
			type: 'resourceLocator',
			required: true,
			default: { mode: 'list', value: '' },
			description: 'The person, from the contacts of the account',
			displayOptions: { show: { findBy: ['id'] } },
			modes: listOrID('getContacts', 'Choose a contact…', {
				placeholder: 'e.g. @alice:beeper.com',
			}),
		},
		{
			displayName: 'Username',
			name: 'username',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. alice',
			description: 'The username of the person on that network',
			displayOptions: { show: { findBy: ['username'] } },
		},
		simplify,
		optionsField([
			{
				displayName: 'Allow Invite',
				name: 'allowInvite',
				type: 'boolean',
				default: true,
				description: 'Whether a person who has to accept first may be invited',
				routing: { send: { type: 'body', property: 'allowInvite' } },
			},
			firstMessage,
			{
				displayName: 'Full Name',
				name: 'fullName',
				type: 'string',
				default: '',
				placeholder: 'e.g. Alice Rivera',
				description: 'Helps to choose where several people fit',
				routing: { send: { type: 'body', property: 'user.fullName' } },
			},
		]),
	],
	perform: startChat,
};

async function startChat(context: OperationContext): Promise<IDataObject> {
	const prepared = context.request.body as IDataObject;
	const account = context.parameter('accountID', '');
	if (!account)
		throw context.inputError("'Account' is empty", 'Choose one from the list, or give its ID.');
	const user = omitEmpty({ ...(prepared.user as IDataObject), ...person(context) });
	const body: IDataObject = { ...prepared, accountID: account, user };
	const chat = await openChat(context, body, async () => await ask(context, body));
	return chatOutput(context, chat, { accountID: account, type: 'single' });
}

async function ask(context: OperationContext, body: IDataObject): Promise<HttpResult> {
	const result = await context.resultOf({ ...context.request, body }, false);
	if (result.status !== 404 || !context.isBefore(result, '4.2.808')) return result;
	const older = { method: 'POST', url: '/v1/chats', body: { ...body, mode: 'start' } } as const;
	return await context.resultOf(older, false);
}

function person(context: OperationContext): IDataObject {
	const by = context.parameter<Identifier>('findBy', 'phoneNumber');
	const value = String(context.parameter(by, '')).trim();
	const labels = { email: 'Email', phoneNumber: 'Phone Number', id: 'User', username: 'Username' };
	if (!value)
		throw context.inputError(`'${labels[by]}' is empty`, 'Say who the chat is to be with.');
	return { [by]: value };
}
