import { accept, confirmSas, end, finish, request, scan, startSas } from '../actions/verify.mts';
import type { Inside } from '../inside.mts';
import { isActive, verificationOnWire, type VerificationRecord } from '../state/verifications.mts';
import type { Verification } from '../wire/setup.mts';

type Reason = { code?: string; reason?: string };

/** This user's other device. Without an ID, the newest verification under way is meant. */
export type OtherDevice = {
	/** Asks this device to verify: an incoming verification. */
	requests: (purpose?: Verification['purpose']) => Verification;
	/** Says yes to what this device asked for. */
	accepts: (verificationID?: string) => Verification;
	/** Begins to compare emojis. */
	startsSas: (verificationID?: string) => Verification;
	/** Finds the emojis equal. */
	confirmsSas: (verificationID?: string) => Verification;
	/** Scans the QR code this device displays. */
	scans: (verificationID?: string) => Verification;
	/** What it displays as a QR code itself, decoded. */
	showsQr: (verificationID?: string) => string;
	/** Confirms that this device scanned that. */
	confirmsScan: (verificationID?: string) => Verification;
	cancels: (verificationID?: string, reason?: Reason) => Verification;
	/** The verification breaks. */
	fails: (verificationID?: string, reason?: Reason) => Verification;
};

type State = Verification['state'];

/** The other device of one double's user. It can do only what its state allows, or it throws. */
export function otherDeviceOf(inside: Inside): OtherDevice {
	const does = (
		id: string | undefined,
		states: State[],
		action: (record: VerificationRecord) => void,
	) => {
		const record = meantVerification(inside, id, states);
		action(record);
		return verificationOnWire(record);
	};
	const ends = (
		id: string | undefined,
		state: 'cancelled' | 'error',
		error: NonNullable<Verification['error']>,
	) => does(id, anyState, (record) => end(inside, record, state, error));
	return {
		requests: (purpose = 'device') => {
			const otherUserID = inside.setup.matrix?.userID;
			const wanted = { direction: 'incoming', purpose, otherUserID } as const;
			return verificationOnWire(request(inside, wanted));
		},
		accepts: (id) =>
			does(id, ['requested'], (record) => {
				if (record.verification.direction === 'incoming') {
					throw new Error('The other device asked for this one itself');
				}
				accept(inside, record);
			}),
		startsSas: (id) => does(id, ['ready'], (record) => startSas(inside, record)),
		confirmsSas: (id) => does(id, ['sas_ready'], (record) => confirmSas(inside, record, 'there')),
		scans: (id) => does(id, ['ready'], (record) => scan(inside, record, 'there')),
		showsQr: (id) => meantVerification(inside, id, ['ready']).theirQr,
		confirmsScan: (id) =>
			does(id, ['qr_scanned'], (record) => {
				if (record.scanned === 'there') throw new Error('It is this device that has to confirm');
				finish(inside, record);
			}),
		cancels: (id, { code = 'm.user', reason = 'Cancelled on the other device' } = {}) =>
			ends(id, 'cancelled', { code, reason }),
		fails: (id, { code = 'm.unexpected_message', reason = 'Verification failed' } = {}) =>
			ends(id, 'error', { code, reason }),
	};
}

const anyState: State[] = ['requested', 'ready', 'sas_ready', 'qr_scanned'];

function meantVerification(
	{ setup }: Inside,
	id: string | undefined,
	states: State[],
): VerificationRecord {
	const all = [...setup.verifications.values()];
	const found = all.findLast(
		(one) =>
			isActive(one) &&
			(id === undefined || one.verification.id === id) &&
			states.includes(one.verification.state),
	);
	if (found) return found;
	const there = all.map(({ verification }) => `${verification.id} (${verification.state})`);
	throw new Error(
		`No verification is ${states.join(' or ')}; there are: ${there.join(', ') || 'none'}`,
	);
}
