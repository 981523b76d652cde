import { change } from '../../actions/change.mts';
import { empty } from '../../http/answer.mts';
import { unprocessable } from '../../http/refusal.mts';
import { route } from '../../http/route.mts';
import { chatOf } from '../../state/chats.mts';

/** POST /v1/chats/{chatID}/archive: away from the inbox, or back with `archived: false`. */
export const archive = route<{ archived?: boolean }>({
	endpoint: 'POST /v1/chats/{chatID}/archive',
	handle: ({ params, body }, inside) => {
		const record = chatOf(inside.world, params.chatID);
		if (record.chat.capabilities?.archive === false) {
			throw unprocessable('This chat cannot be archived');
		}
		change(inside, record, { isArchived: body.archived ?? true });
		return empty(inside.generation.emptyStatus);
	},
});
