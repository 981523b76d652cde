import { chatID } from '../../../shared/fields/chatID';
import { simplify } from '../../../shared/fields/simplify';
import { chatOutput } from '../../../shared/operation/chatOutput';
import type { Operation } from '../../../shared/operation/operation';

/** POST /v1/chats/{chatID}/notify-anyway, `client.chats.notifyAnyway` */
export const notifyAnyway: Operation = {
	option: {
		name: 'Notify Anyway',
		value: 'notifyAnyway',
		action: 'Notify anyway',
		description:
			'Notify the other side of your last iMessage although they silenced it; only with Beeper on macOS',
		routing: { request: { method: 'POST', url: '/v1/chats/{chatID}/notify-anyway' } },
	},
	since: '4.2.808',
	uncertain: 'The other side may have been notified',
	fields: [chatID, simplify],
	perform: async (context) => chatOutput(context, (await context.send()).body),
};
