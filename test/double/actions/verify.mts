import type { Inside } from '../inside.mts';
import { tag, verificationID } from '../state/ids.mts';
import { sasOf } from '../state/sas.mts';
import { appState, verificationOnWire, type VerificationRecord } from '../state/verifications.mts';
import type { AppState, Verification } from '../wire/setup.mts';
import { trust } from './setup.mts';

/** This user's other device, as it calls itself. */
const otherDevice = { id: 'PHONEAAAAA', name: 'Beeper on Robin’s phone' };

type Wanted = Pick<Verification, 'direction' | 'purpose' | 'otherUserID'>;

/** A verification that one side asked for; the other one has not answered yet. */
export function request(inside: Inside, wanted: Wanted): VerificationRecord {
	const { setup, world } = inside;
	const id = verificationID(world);
	const known = wanted.direction === 'incoming' ? { otherDevice } : {};
	const record: VerificationRecord = {
		verification: { id, state: 'requested', methods: ['qr', 'sas'], ...wanted, ...known },
		isConfirmed: false,
		isConfirmedThere: false,
		theirQr: `MATRIX-there-${tag(world)}`,
	};
	setup.verifications.set(id, record);
	changed(inside, record);
	return record;
}

/** Both sides are in: QR codes can be scanned, or emojis compared. */
export function accept(inside: Inside, record: VerificationRecord) {
	const data = `MATRIX-here-${tag(inside.world)}`;
	Object.assign(record.verification, { state: 'ready', otherDevice, qr: { data } });
	changed(inside, record);
}

/** Emojis are shown on both sides. */
export function startSas(inside: Inside, record: VerificationRecord) {
	const shared = BigInt(`0x${Buffer.from(tag(inside.world)).toString('hex')}`);
	Object.assign(record.verification, { state: 'sas_ready', sas: sasOf(scatter(shared)) });
	changed(inside, record);
}

/** One side says that the emojis are the same; with both it is done. */
export function confirmSas(inside: Inside, record: VerificationRecord, side: 'here' | 'there') {
	if (side === 'here') record.isConfirmed = true;
	else record.isConfirmedThere = true;
	if (record.isConfirmed && record.isConfirmedThere) return finish(inside, record);
	changed(inside, record);
}

/** One side scanned the other one's QR code; the other one has to confirm that. */
export function scan(inside: Inside, record: VerificationRecord, side: 'here' | 'there') {
	record.scanned = side;
	record.verification.state = 'qr_scanned';
	changed(inside, record);
}

/** Both sides trust each other. */
export function finish(inside: Inside, record: VerificationRecord) {
	record.verification.state = 'done';
	changed(inside, record);
	if (record.verification.otherUserID === inside.setup.matrix?.userID) trust(inside);
}

/** It ends for nothing: given up by a side, or broken. */
export function end(
	inside: Inside,
	record: VerificationRecord,
	state: 'cancelled' | 'error',
	error: NonNullable<Verification['error']>,
) {
	Object.assign(record.verification, { state, error });
	changed(inside, record);
}

/** What the calls about verifications answer with. */
export const told = (
	inside: Inside,
	record: VerificationRecord,
): { session: AppState; verification: Verification } => ({
	session: appState(inside),
	verification: verificationOnWire(record),
});

function changed(inside: Inside, record: VerificationRecord) {
	inside.verified.push(verificationOnWire(record));
}

// Bits of text are much alike; multiplied, they are not.
const scatter = (bits: bigint) => BigInt.asUintN(64, (bits * 0x9e3779b97f4a7c15n) ^ (bits >> 7n));
