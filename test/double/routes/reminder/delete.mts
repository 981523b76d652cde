import { change } from '../../actions/change.mts';
import { empty } from '../../http/answer.mts';
import { route } from '../../http/route.mts';
import { chatOf } from '../../state/chats.mts';

/** DELETE /v1/chats/{chatID}/reminders; without one nothing happens. */
export const remove = route({
	endpoint: 'DELETE /v1/chats/{chatID}/reminders',
	handle: ({ params }, inside) => {
		const record = chatOf(inside.world, params.chatID);
		if (record.chat.reminder) change(inside, record, { reminder: null });
		return empty(inside.generation.emptyStatus);
	},
});
