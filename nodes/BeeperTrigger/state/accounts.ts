import type { Directory } from '../../shared/live/hub/directory';
import type { Positions } from './positions';

/** An account that turns up brings its history along; what is older than this counts as that. */
const NEW_ACCOUNT_MS = 60_000;

/** The accounts that are there the first time have always been there. */
export async function noteAccounts(positions: Positions, directory: Directory): Promise<void> {
	if (positions.accounts.size > 0) return;
	for (const accountID of await directory.allAccounts()) positions.addAccount(accountID, 0);
}

/** An account that was not there when the trigger was first activated is new: it has a history. */
export function noteAccount(
	positions: Positions,
	accountID: string,
	directory: Directory | undefined,
) {
	const { accounts } = positions;
	if (accounts.has(accountID)) return;
	const isListed = directory?.isListed(accountID) ?? false;
	// iMessage is in no list of accounts; it has always been there.
	if (!isListed || accounts.size === 0) return positions.addAccount(accountID, 0);
	positions.addAccount(accountID, Date.now() - NEW_ACCOUNT_MS);
}
