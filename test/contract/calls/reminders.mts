import { expect } from './expect.mts';
import type { Call } from './call.mts';

/** The calls on `reminders`, by their names in the official client. */
export const reminders: Record<string, Call> = {
	'chats.reminders.create': {
		endpoint: 'POST /v1/chats/{chatID}/reminders',
		params: 'ReminderCreateParams',
		answer: null,
		async prove(client, desktop) {
			const { id } = desktop.chat('Tom Okafor');
			const remindAt = '2030-01-01T08:00:00.000Z';
			const reminder = { remindAt, dismissOnIncomingMessage: true };
			await client.chats.reminders.create(id, { reminder });
			expect(desktop.chat(id).reminder).toEqual(reminder);
			desktop.friend('Tom Okafor').writes('Never mind');
			expect(desktop.chat(id).reminder).toBeNull();
		},
	},
	'chats.reminders.delete': {
		endpoint: 'DELETE /v1/chats/{chatID}/reminders',
		answer: null,
		async prove(client, desktop) {
			const { id } = desktop.chat('Tom Okafor');
			desktop.me.changes(id, { reminder: { remindAt: '2030-01-01T08:00:00.000Z' } });
			await client.chats.reminders.delete(id);
			expect(desktop.chat(id).reminder).toBeNull();
		},
	},
};
