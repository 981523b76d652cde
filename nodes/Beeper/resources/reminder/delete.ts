import { chatID } from '../../../shared/fields/chatID';
import type { Operation } from '../../../shared/operation/operation';

/** DELETE /v1/chats/{chatID}/reminders, `client.chats.reminders.delete` */
export const deleteReminder: Operation = {
	option: {
		name: 'Delete',
		value: 'delete',
		action: 'Delete reminder',
		description: 'Remove the reminder of a chat',
		routing: { request: { method: 'DELETE', url: '/v1/chats/{chatID}/reminders' } },
	},
	uncertain: 'The reminder may have been removed',
	fields: [chatID],
	perform: async (context) => {
		await context.send();
		return { deleted: true, chatID: context.parameter('chatID') };
	},
};
