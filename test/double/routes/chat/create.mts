import type { BeeperDesktop } from '@beeper/desktop-api';
import { open } from '../../actions/open.mts';
import { invalidField, Refusal } from '../../http/refusal.mts';
import { route } from '../../http/route.mts';
import type { Inside } from '../../inside.mts';
import { accountOf, directChat } from '../../state/chats.mts';
import { resolvePerson } from '../../state/people.mts';
import { opened } from './opened.mts';
import { startChat } from './start.mts';

type Body = BeeperDesktop.ChatCreateParams;

/** POST /v1/chats: a direct chat or a group. Before 4.2.808 `mode: 'start'` started a chat. */
export const create = route<Body | (BeeperDesktop.ChatStartParams & { mode: 'start' })>({
	endpoint: 'POST /v1/chats',
	handle: ({ body }, inside) =>
		'mode' in body && body.mode === 'start'
			? startChat(body, inside)
			: createChat(body as Body, inside),
});

function createChat(body: Body, inside: Inside) {
	const { accountID, type, participantIDs, title, messageText } = body;
	const { world } = inside;
	accountOf(world, accountID);
	if (type === 'single' && participantIDs.length !== 1) {
		throw invalidField(['body', 'participantIDs'], 'single needs exactly one participant');
	}
	const others = participantIDs.map((id) => {
		const person = resolvePerson(world, accountID, { id });
		if (!person) throw new Refusal(404, 'USER_NOT_FOUND', `User ${id} not found`);
		return person;
	});
	const existing = type === 'single' ? directChat(world, accountID, others[0].id) : undefined;
	const record = existing ?? open(inside, { accountID, type, others, title });
	return opened(inside, record, existing ? 'existing' : 'created', messageText);
}
