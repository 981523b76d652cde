import { change } from '../../actions/change.mts';
import { empty } from '../../http/answer.mts';
import { route } from '../../http/route.mts';
import { chatOf } from '../../state/chats.mts';

type Reminder = { remindAt?: string; remindAtMs?: number; dismissOnIncomingMessage?: boolean };

/** POST /v1/chats/{chatID}/reminders: replaces an earlier one. Older apps take `remindAtMs`. */
export const create = route<{ reminder: Reminder }>({
	endpoint: 'POST /v1/chats/{chatID}/reminders',
	handle: ({ params, body }, inside) => {
		const record = chatOf(inside.world, params.chatID);
		const { remindAt, remindAtMs, ...rest } = body.reminder;
		const at = inside.clock.iso(remindAtMs ?? Date.parse(remindAt ?? ''));
		change(inside, record, { reminder: { remindAt: at, ...rest } });
		return empty(inside.generation.emptyStatus);
	},
});
