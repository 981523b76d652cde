import { fail, proceed, refresh } from '../actions/login.mts';
import type { Inside } from '../inside.mts';
import { isOver, loginSessionOnWire, type LoginRecord } from '../state/loginSessions.mts';
import type { DisplayStep, LoginSession } from '../wire/bridges.mts';
import type { AfterRefusal } from './faults.mts';

/** This user with a phone in hand. Without a session ID, the newest sign-in that waits is meant. */
export type Phone = {
	/** Scans the QR code that is displayed. */
	scansQr: (loginSessionID?: string) => LoginSession;
	/** The QR code runs out: another one is displayed. */
	refreshesQr: (loginSessionID?: string) => LoginSession;
	/** Types the displayed code in, taps the displayed emoji, or just says yes. */
	confirms: (loginSessionID?: string) => LoginSession;
	/** Says no, or nothing for too long: the sign-in fails. */
	declines: (loginSessionID?: string, message?: string) => LoginSession;
	/** The code the network sent, which the current step asks for. */
	code: (loginSessionID?: string) => string;
	/** What wrong codes lead to: the same step again (as at first), or the end. */
	wrongCodes: (then: AfterRefusal) => void;
	/** The network refuses the next answers, cookies or fields, whatever they are. */
	refusesNext: (then?: AfterRefusal) => void;
};

/** The phone of one double's user. */
export function phoneOf(inside: Inside): Phone {
	const { faults } = inside;
	const shows = (id: string | undefined, isQr?: boolean) => {
		const record = meantLogin(inside, id, ({ step }) => isShowing(step, isQr));
		return { record, step: record.step as DisplayStep }; // isShowing made sure
	};
	const state = (record: LoginRecord) => loginSessionOnWire(inside, record);
	const goesOn = (id: string | undefined, isQr: boolean) => {
		const { record } = shows(id, isQr);
		proceed(inside, record);
		return state(record);
	};
	return {
		scansQr: (id) => goesOn(id, true),
		refreshesQr(id) {
			const { record, step } = shows(id, true);
			refresh(inside, record, step);
			return state(record);
		},
		confirms: (id) => goesOn(id, false),
		declines(id, message = 'The sign-in was declined on the phone') {
			const { record } = shows(id);
			fail(inside, record, { code: 'LOGIN_DECLINED', message });
			return state(record);
		},
		code: (id) => meantLogin(inside, id, ({ code }) => code !== null).code ?? '',
		wrongCodes: (then) => void (faults.wrongCodes = then),
		refusesNext: (then = 'again') => void faults.refusedAnswers.push(then),
	};
}

const isShowing = (step: LoginRecord['step'], isQr?: boolean) =>
	step?.type === 'display_and_wait' &&
	(isQr === undefined || (step.display.type === 'qr') === isQr);

function meantLogin(
	{ world }: Inside,
	id: string | undefined,
	fits: (record: LoginRecord) => boolean,
): LoginRecord {
	const all = [...world.loginSessions.values()];
	const found = all.findLast(
		(one) => !isOver(one) && (id === undefined || one.id === id) && fits(one),
	);
	if (found) return found;
	const states = all.map((one) => `${one.id} (${one.step?.stepID ?? one.status})`);
	throw new Error(`No such sign-in is waiting for that; there are: ${states.join(', ') || 'none'}`);
}
