import type { User } from '../wire/models.mts';
import type { World } from './world.mts';

type Identifiers = Pick<User, 'id' | 'username' | 'phoneNumber' | 'email'>;

/** Contacts of an account by name, and anyone an exact identifier leads to (reference 3). */
export function searchPeople(world: World, accountID: string, query: string): User[] {
	const wanted = query.toLowerCase();
	const texts = ({ fullName, username, phoneNumber, email }: User) =>
		[fullName, username, phoneNumber, email].map((text) => text?.toLowerCase() ?? '');
	const contacts = (world.contacts.get(accountID) ?? []).filter((user) =>
		texts(user).some((text) => text.includes(wanted)),
	);
	const strangers = (world.strangers.get(accountID) ?? []).filter((user) =>
		[...texts(user).slice(1), user.id.toLowerCase()].some((text) => text === wanted),
	);
	return [...contacts, ...strangers];
}

/** The person with one of these identifiers on this account. */
export function resolvePerson(
	world: World,
	accountID: string,
	wanted: Partial<Identifiers>,
): User | undefined {
	const known = [world.contacts, world.strangers].flatMap((map) => map.get(accountID) ?? []);
	const keys = ['id', 'username', 'phoneNumber', 'email'] as const;
	return known.find((user) =>
		keys.some((key) => wanted[key] !== undefined && same(wanted[key], user[key])),
	);
}

const same = (left: string, right: string | undefined) =>
	left.replace(/^@/, '').toLowerCase() === right?.replace(/^@/, '').toLowerCase();
