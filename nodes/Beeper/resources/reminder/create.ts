import type { IDataObject } from 'n8n-workflow';
import { chatID } from '../../../shared/fields/chatID';
import { isoDate } from '../../fields/date';
import type { OperationContext } from '../../../shared/operation/operationContext';
import type { Operation } from '../../../shared/operation/operation';
import { optionsField } from '../../../shared/fields/collections';

/** POST /v1/chats/{chatID}/reminders, `client.chats.reminders.create` */
export const create: Operation = {
	option: {
		name: 'Create',
		value: 'create',
		action: 'Create reminder',
		description: 'Have Beeper remind you of a chat at a set time',
		routing: { request: { method: 'POST', url: '/v1/chats/{chatID}/reminders' } },
	},
	uncertain: 'The reminder may have been created',
	fields: [
		chatID,
		{
			displayName: 'Remind At',
			name: 'remindAt',
			type: 'dateTime',
			required: true,
			default: '',
			description: 'When to remind you of the chat',
			routing: { send: { type: 'body', property: 'reminder.remindAt', value: isoDate } },
		},
		optionsField([
			{
				displayName: 'Dismiss on Incoming Message',
				name: 'dismissOnIncomingMessage',
				type: 'boolean',
				default: true,
				description: 'Whether to drop the reminder if somebody writes in the chat first',
				routing: { send: { type: 'body', property: 'reminder.dismissOnIncomingMessage' } },
			},
		]),
	],
	perform: createReminder,
};

async function createReminder(context: OperationContext): Promise<IDataObject> {
	const { reminder = {} } = context.request.body as { reminder?: IDataObject };
	const { remindAt, ...rest } = reminder;
	if (!remindAt) throw context.inputError("'Remind At' is empty", 'Choose a date and time.');
	const response = await context.send(context.request, { accept: [400, 422] });
	if (response.status >= 400) {
		if (!context.isBefore(response, '4.2.808')) throw await context.errorOf(response);
		// Before 4.2.808 the time is `remindAtMs`, a number. The refused request created nothing: this is no duplicate.
		const remindAtMs = Date.parse(String(remindAt));
		await context.send({ ...context.request, body: { reminder: { ...rest, remindAtMs } } });
	}
	return { success: true, chatID: context.parameter('chatID'), remindAt, ...rest };
}
