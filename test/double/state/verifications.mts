import { notFound, unprocessable } from '../http/refusal.mts';
import type { Inside } from '../inside.mts';
import type { AppState, Verification, VerificationAction } from '../wire/setup.mts';
import { e2eeOf, type Setup } from './setup.mts';

/** A verification, and what each side has said about it. */
export type VerificationRecord = {
	verification: Omit<Verification, 'availableActions'>;
	/** This side, and the other one, found the emojis equal. */
	isConfirmed: boolean;
	isConfirmedThere: boolean;
	/** What the other device displays as a QR code. */
	theirQr: string;
	/** Which side scanned. */
	scanned?: 'here' | 'there';
};

/** Whether anything can still happen to it. */
export const isActive = ({ verification: { state } }: VerificationRecord) =>
	state !== 'done' && state !== 'cancelled' && state !== 'error';

/** The verification with this ID, also an ended one; a 404 otherwise. */
export function verificationOf({ verifications }: Setup, id: string): VerificationRecord {
	const found = verifications.get(id);
	if (!found) throw notFound(`Verification ${id}`);
	return found;
}

/** Throws a 422 unless the client can do this now. */
export function needAction(record: VerificationRecord, action: VerificationAction) {
	const available = actionsOf(record);
	if (available.includes(action)) return;
	const there = available.join(', ') || 'none';
	throw unprocessable(`${action} is not available; available actions: ${there}`);
}

/** A verification with what the client can do about it now. */
export function verificationOnWire(record: VerificationRecord): Verification {
	return structuredClone({ ...record.verification, availableActions: actionsOf(record) });
}

/** What the client can do: nothing but cancel where it is the other side's turn. */
export function actionsOf(record: VerificationRecord): VerificationAction[] {
	if (!isActive(record)) return [];
	const { state, direction } = record.verification;
	const next: VerificationAction[] = [];
	if (state === 'requested' && direction === 'incoming') next.push('accept');
	if (state === 'ready') next.push('sas.start');
	if (state === 'sas_ready' && !record.isConfirmed) next.push('sas.confirm');
	if (state === 'qr_scanned' && record.scanned === 'there') next.push('qr.confirmScanned');
	return [...next, 'cancel'];
}

/** The app's state as GET setup shows it, with the newest verification under way. */
export function appState({ setup }: Pick<Inside, 'setup'>): AppState {
	const active = [...setup.verifications.values()].findLast(isActive);
	return structuredClone({
		state: setup.state,
		e2ee: e2eeOf(setup),
		...(setup.matrix ? { matrix: setup.matrix } : {}),
		...(active ? { verification: verificationOnWire(active) } : {}),
	});
}
