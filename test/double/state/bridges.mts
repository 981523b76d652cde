import { notFound } from '../http/refusal.mts';
import type { Inside } from '../inside.mts';
import type { SeedBridge } from '../seed/seed.mts';
import type { Bridge, BridgeLogin } from '../wire/bridges.mts';
import type { Account } from '../wire/models.mts';
import { accountOnWire } from './present.mts';
import type { World } from './world.mts';

/** The network with this ID; a 404 otherwise. */
export function bridgeOf(world: World, id: string): SeedBridge {
	const found = world.bridges.find((bridge) => bridge.id === id);
	if (!found) throw notFound(`Bridge ${id}`);
	return found;
}

/** The accounts that are connected through it. */
export const accountsOn = (world: World, { id }: SeedBridge): Account[] =>
	world.accounts.filter(({ bridge }) => bridge?.id === id);

/** A network with what is connected on it, as GET bridges shows it. */
export function bridgeOnWire(inside: Inside, bridge: SeedBridge): Bridge {
	const { id, type, provider, displayName, network, supportsMultipleAccounts } = bridge;
	const accounts = accountsOn(inside.world, bridge);
	return structuredClone({
		id,
		type,
		provider,
		displayName,
		network,
		supportsMultipleAccounts,
		...statusOf(bridge, accounts.length),
		activeAccountCount: accounts.length,
		accounts: accounts.map((account) => accountOnWire(inside, account)),
	});
}

/** Whether an account can be added, and a sentence where there is something to say. */
export function statusOf(
	{ outage, limit, displayName }: SeedBridge,
	accounts: number,
): Pick<Bridge, 'status' | 'statusText'> {
	if (outage) return outage;
	if (limit !== undefined && accounts >= limit) {
		return { status: 'limit_reached', statusText: `${displayName} takes no further account` };
	}
	return { status: accounts > 0 ? 'connected' : 'available' };
}

/** The signed-in identities on it, each with its accounts. */
export function loginsOn(world: World, bridge: SeedBridge): BridgeLogin[] {
	const logins = new Map<string, Account[]>();
	for (const account of accountsOn(world, bridge)) {
		const id = loginIDOf(account);
		logins.set(id, [...(logins.get(id) ?? []), account]);
	}
	return [...logins].map(([loginID, accounts]) => loginFrom(bridge, loginID, accounts));
}

/** The login with this ID; a 404 otherwise. */
export function loginOf(world: World, bridge: SeedBridge, loginID: string): BridgeLogin {
	const found = loginsOn(world, bridge).find((login) => login.loginID === loginID);
	if (!found) throw notFound(`Login ${loginID}`);
	return found;
}

/** The login of an account. Where an account names none, they share their ID. */
export const loginIDOf = ({ loginID, accountID }: Account) => loginID ?? accountID;

function loginFrom(bridge: SeedBridge, loginID: string, accounts: Account[]): BridgeLogin {
	const [{ user, status, statusText }] = accounts;
	return structuredClone({
		bridgeID: bridge.id,
		loginID,
		status: statuses[status] ?? 'unknown',
		...(statusText === undefined ? {} : { statusText }),
		removeScopes: bridge.removeScopes,
		accountIDs: accounts.map(({ accountID }) => accountID),
		user,
	});
}

const statuses: Record<string, BridgeLogin['status']> = {
	connected: 'connected',
	connecting: 'connecting',
	backfilling: 'connecting',
	connection_required: 'needs_login',
	reconnect_required: 'needs_login',
	attention_required: 'needs_login',
	disabled: 'logged_out',
};
