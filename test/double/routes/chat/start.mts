import type { BeeperDesktop } from '@beeper/desktop-api';
import { open } from '../../actions/open.mts';
import { invalidField, Refusal, unprocessable } from '../../http/refusal.mts';
import { route } from '../../http/route.mts';
import type { Inside } from '../../inside.mts';
import { accountOf, directChat } from '../../state/chats.mts';
import { resolvePerson } from '../../state/people.mts';
import { opened } from './opened.mts';

type Body = BeeperDesktop.ChatStartParams;

/** POST /v1/chats/start: finds the person and opens, or reuses, the direct chat. */
export const start = route<Body>({
	endpoint: 'POST /v1/chats/start',
	since: '4.2.808',
	handle: ({ body }, inside) => startChat(body, inside),
});

/** The same under the older route, POST /v1/chats with `mode: 'start'`. */
export function startChat({ accountID, user, messageText }: Body, inside: Inside) {
	const { world } = inside;
	accountOf(world, accountID);
	// fullName is a ranking hint, not an identifier.
	const { fullName: _hint, ...identifiers } = user;
	if (Object.keys(identifiers).length === 0) {
		throw invalidField(['body', 'user'], 'Needs an id, username, phoneNumber or email');
	}
	const person = resolvePerson(world, accountID, identifiers);
	if (!person) throw new Refusal(404, 'USER_NOT_FOUND', 'User not found');
	if (person.cannotMessage) throw unprocessable(`${person.fullName} cannot be messaged`);
	const existing = directChat(world, accountID, person.id);
	const record = existing ?? open(inside, { accountID, type: 'single', others: [person] });
	return opened(inside, record, existing ? 'existing' : 'created', messageText);
}
