import type { Inside } from '../inside.mts';
import { addChat } from '../seed/addChat.mts';
import { full } from '../seed/capabilities.mts';
import type { SeedBridge } from '../seed/seed.mts';
import { accountsOn } from '../state/bridges.mts';
import { tag } from '../state/ids.mts';
import type { LoginRecord } from '../state/loginSessions.mts';
import type { Account, User } from '../wire/models.mts';
import { tellChat } from './tell.mts';

/** What a finished sign-in leads to: an account that works again, or a new one with its chats. */
export function join(inside: Inside, record: LoginRecord): Account {
	const { world } = inside;
	const { bridge, reconnects, answers } = record;
	const number = answers.phone_number?.replaceAll(/\D/g, '');
	const existing = accountsOn(world, bridge).find(({ accountID, loginID }) =>
		reconnects ? accountID === reconnects.accountID : number && loginID === number,
	);
	if (existing) {
		existing.status = 'connected';
		delete existing.statusText;
		return existing;
	}
	const account = newAccount(inside, bridge, number);
	world.accounts.push(account);
	firstChat(inside, bridge, account);
	return account;
}

function newAccount({ world }: Inside, bridge: SeedBridge, number: string | undefined): Account {
	const { id, type, provider, network } = bridge;
	const loginID = number ?? tag(world);
	const accountID = provider === 'local' ? `${id}_ba_${tag(world)}` : `${id}.${loginID}`;
	const user: User = {
		id: `@${type}_${loginID}:beeper.local`,
		fullName: world.accounts.find(({ user: one }) => one.fullName)?.user.fullName ?? 'Robin Hale',
		isSelf: true,
		...(number ? { phoneNumber: `+${number}` } : {}),
	};
	const status = 'connected';
	return { accountID, network, bridge: { id, type, provider }, status, loginID, user };
}

function firstChat(inside: Inside, { type, friend }: SeedBridge, { accountID }: Account) {
	const { world, assets, clock } = inside;
	if (!friend) return;
	const { fullName, wrote } = friend;
	const person: User = { id: `@${type}_${tag(world)}:beeper.local`, fullName };
	world.contacts.set(accountID, [person]);
	const chat = addChat(
		{
			id: `!${tag(world)}:beeper.com`,
			localChatID: String(100 + world.next()),
			accountID,
			type: 'single',
			title: fullName,
			participants: [person],
			capabilities: full,
			messages: [{ senderID: person.id, minutesAgo: 60, text: wrote }],
		},
		world,
		assets,
		clock,
	);
	tellChat(inside, chat);
}
