import type { Directory } from '../../shared/live/hub/directory';
import type { Positions } from './positions';

/** Messages of an added account that are older than this are its history. */
const NEW_ACCOUNT_MS = 60_000;

/** Notes the accounts of a new trigger; none of their messages is history for being of a new account. */
export async function noteAccounts(positions: Positions, directory: Directory): Promise<void> {
	if (positions.accounts.size > 0) return;
	for (const accountID of await directory.allAccounts()) positions.addAccount(accountID, 0);
}

/** Notes the account of a message or chat, if it is not known: what it had before is history. */
export function noteAccount(
	positions: Positions,
	accountID: string,
	directory: Directory | undefined,
) {
	const { accounts } = positions;
	if (accounts.has(accountID)) return;
	const isListed = directory?.isListed(accountID) ?? false;
	// An account that Beeper does not list, such as iMessage, counts as always there.
	if (!isListed || accounts.size === 0) return positions.addAccount(accountID, 0);
	positions.addAccount(accountID, Date.now() - NEW_ACCOUNT_MS);
}
