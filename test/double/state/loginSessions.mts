import { notFound } from '../http/refusal.mts';
import type { Inside } from '../inside.mts';
import type { SeedBridge, SeedFlow } from '../seed/seed.mts';
import type { BridgeLogin, LoginSession, LoginStep } from '../wire/bridges.mts';
import type { Account } from '../wire/models.mts';
import { loginIDOf } from './bridges.mts';
import { accountOnWire } from './present.mts';
import type { World } from './world.mts';

/** A sign-in to a network, under way or ended. */
export type LoginRecord = {
	id: string;
	bridge: SeedBridge;
	flow: SeedFlow;
	status: LoginSession['status'];
	/** The account this brings back, where it does not add one. */
	reconnects?: Account;
	/** Place of the current step in the flow. */
	at: number;
	/** null once it ended. */
	step: Exclude<LoginStep, { type: 'complete' }> | null;
	answers: Record<string, string>;
	/** What the network sent to the phone, and expects back. */
	code: string | null;
	account?: Account;
	login?: BridgeLogin;
	error?: LoginSession['error'];
	/** Counts up with each change; `shown` is what the client was told of. */
	changes: number;
	shown: number;
	/** Requests that are held until something changes. */
	polls: Set<() => void>;
};

/** The login session with this ID on this bridge; a 404 otherwise. */
export function loginSessionOf(world: World, bridgeID: string, id: string): LoginRecord {
	const found = world.loginSessions.get(id);
	if (found?.bridge.id !== bridgeID) throw notFound(`Login session ${id}`);
	return found;
}

/** Whether anything can still happen to it. */
export const isOver = ({ status }: LoginRecord) =>
	status === 'complete' || status === 'cancelled' || status === 'failed';

/** A login session as this app's version shows it. */
export function loginSessionOnWire(inside: Inside, record: LoginRecord): LoginSession {
	const { bridge, id, status, reconnects, error, step } = record;
	const known = record.account ?? reconnects;
	const led = ledTo(inside, record);
	const last = { type: 'complete' as const, stepID: 'complete', ...led };
	const currentStep = status === 'complete' ? last : step;
	return structuredClone({
		bridgeID: bridge.id,
		loginSessionID: id,
		status,
		...(known ? { accountID: known.accountID, loginID: loginIDOf(known) } : {}),
		...led,
		...(error ? { error } : {}),
		...(currentStep ? { currentStep } : {}),
	});
}

function ledTo(inside: Inside, { account, login }: LoginRecord) {
	if (!account) return {};
	return { account: accountOnWire(inside, account), [inside.generation.loginKey]: login };
}
