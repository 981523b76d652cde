import type { Inside } from '../inside.mts';
import type { SeedBridge, SeedFlow } from '../seed/seed.mts';
import { loginIDOf, loginOf } from '../state/bridges.mts';
import { digits, loginSessionID, tag } from '../state/ids.mts';
import { isOver, loginSessionOnWire, type LoginRecord } from '../state/loginSessions.mts';
import type { Display, DisplayStep, LoginSession } from '../wire/bridges.mts';
import type { Account } from '../wire/models.mts';
import { join } from './join.mts';

const statuses = {
	user_input: 'waiting_for_input',
	cookies: 'waiting_for_cookies',
	display_and_wait: 'waiting_for_display',
} as const;

/** Begins a sign-in to a network, to add an account or to bring one back. */
export function begin(
	inside: Inside,
	bridge: SeedBridge,
	flow: SeedFlow,
	reconnects: Account | undefined,
): LoginRecord {
	const record: LoginRecord = {
		id: loginSessionID(inside.world),
		bridge,
		flow,
		status: 'waiting_for_input',
		reconnects,
		at: -1,
		step: null,
		answers: {},
		code: null,
		changes: 0,
		shown: 0,
		polls: new Set(),
	};
	inside.world.loginSessions.set(record.id, record);
	proceed(inside, record);
	return record;
}

/** Goes on to the next step; after the last one the account is there. */
export function proceed(inside: Inside, record: LoginRecord) {
	record.at += 1;
	const step = structuredClone(record.flow.steps[record.at]);
	if (!step) return complete(inside, record);
	if (step.type === 'display_and_wait') step.display = fresh(inside, record);
	const asksForCode =
		step.type === 'user_input' && step.fields.some(({ type }) => type === '2fa_code');
	record.code = asksForCode ? digits(inside.world, 5) : null;
	record.step = step;
	record.status = statuses[step.type];
	changed(inside, record);
}

/** Answers to the current step: the network takes them, asks again, or ends the sign-in. */
export function answer(inside: Inside, record: LoginRecord, fields: Record<string, string>) {
	const { faults } = inside;
	const isWrong = record.code !== null && !Object.values(fields).includes(record.code);
	const refusal = faults.refusedAnswers.shift() ?? (isWrong ? faults.wrongCodes : undefined);
	if (refusal === 'fail') {
		return fail(inside, record, { code: 'LOGIN_REFUSED', message: 'That was not right' });
	}
	if (refusal === 'again') {
		if (record.step) record.step.instructions = 'That was not right, try again';
		return changed(inside, record);
	}
	Object.assign(record.answers, fields);
	proceed(inside, record);
}

/** A new QR code, as the one before ran out. */
export function refresh(inside: Inside, record: LoginRecord, step: DisplayStep) {
	step.display = fresh(inside, record);
	changed(inside, record);
}

/** The sign-in ends without an account. */
export function fail(
	inside: Inside,
	record: LoginRecord,
	error: NonNullable<LoginSession['error']>,
) {
	record.error = error;
	end(inside, record, 'failed');
}

/** The client gives up. */
export function cancel(inside: Inside, record: LoginRecord) {
	if (!isOver(record)) end(inside, record, 'cancelled');
}

function complete(inside: Inside, record: LoginRecord) {
	const account = join(inside, record);
	record.account = account;
	record.login = loginOf(inside.world, record.bridge, loginIDOf(account));
	end(inside, record, 'complete');
}

function end(inside: Inside, record: LoginRecord, status: LoginSession['status']) {
	record.status = status;
	record.step = null;
	changed(inside, record);
}

function changed(inside: Inside, record: LoginRecord) {
	record.changes += 1;
	for (const answerPoll of record.polls) answerPoll();
	inside.logins.push(loginSessionOnWire(inside, record));
}

function fresh({ world }: Inside, { flow, at }: LoginRecord): Display {
	const { display } = flow.steps[at] as DisplayStep; // only called where the step displays
	if (display.type === 'qr') {
		return { ...display, data: display.data.replaceAll('{tag}', () => tag(world)) };
	}
	if (display.type !== 'code') return display;
	const letters = tag(world).slice(0, 8).toUpperCase();
	return { ...display, data: `${letters.slice(0, 4)}-${letters.slice(4)}` };
}
