import { invalidField, unprocessable } from '../../http/refusal.mts';
import type { Inside } from '../../inside.mts';

/** Throws a 400 unless this is the key; spaces do not matter. */
export function needRecoveryKey(key: string | null, given: string, field: string) {
	if (key !== null && bare(given) === bare(key)) return;
	throw invalidField(['body', field], 'Not the recovery key', 'invalid_recovery_key');
}

/** Throws a 422 while the app is still finding out what the account has. */
export function needInitialized({ setup }: Inside) {
	if (setup.state === 'initializing') throw unprocessable('Still initializing');
}

const bare = (key: string) => key.replaceAll(/\s/g, '');
