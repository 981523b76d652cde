import type { IDataObject } from 'n8n-workflow';

interface Person {
	fullName?: string;
	username?: string;
	phoneNumber?: string;
	email?: string;
}

/** "WhatsApp · connected · 1 account": how a picker names a bridge. */
export function describeBridge(bridge: IDataObject): string {
	const { displayName, network, status, activeAccountCount: count } = bridge;
	return joined([
		displayName ?? bridge.id,
		network !== displayName && network,
		inWords(status),
		typeof count === 'number' && count > 0 && `${count} ${count === 1 ? 'account' : 'accounts'}`,
	]);
}

/** "Robin Hale · +15550100 · connected": how a picker names a login. */
export function describeLogin({ loginID, status, user }: IDataObject): string {
	const { fullName, username, phoneNumber, email } = (user ?? {}) as Person;
	const owner = [fullName, phoneNumber ?? username ?? email].filter(Boolean);
	return joined([...(owner.length ? owner : [loginID]), inWords(status)]);
}

/** "Robin's phone · requested · incoming": how a picker names a verification. */
export function describeVerification(verification: IDataObject): string {
	const { id, state, direction, otherDevice, otherUserID } = verification;
	const { id: deviceID, name } = (otherDevice ?? {}) as { id?: string; name?: string };
	return joined([name ?? deviceID ?? otherUserID ?? id, inWords(state), inWords(direction)]);
}

const joined = (parts: unknown[]) => parts.filter(Boolean).join(' · ');

const inWords = (word: unknown) => String(word ?? 'unknown').replace(/_/g, ' ');
