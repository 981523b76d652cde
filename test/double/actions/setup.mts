import type { Inside } from '../inside.mts';
import { digits, recoveryKey, tag } from '../state/ids.mts';
import { homeserver, type SetupRequest } from '../state/setup.mts';
import { appState } from '../state/verifications.mts';
import type { AppState, SetupState } from '../wire/setup.mts';

/** Goes to a state; from the two that only take time it goes on by itself. */
export function enter(inside: Inside, state: SetupState) {
	const { clock, settings, setup, tokens } = inside;
	setup.state = state;
	setup.turn += 1;
	const { turn } = setup;
	if (state === 'needs-login') {
		setup.matrix = null;
		tokens.matrix = null;
		setup.verifications.clear();
	} else {
		setup.matrix ??= matrixLogin(inside, [...setup.people.values()][0]);
	}
	inside.setups.push(appState(inside));
	const next = afterwards(inside, state);
	if (!next || !Number.isFinite(settings.setupStepMs)) return;
	clock.after(settings.setupStepMs, () => {
		if (setup.turn === turn) enter(inside, next);
	});
}

/** Mails a sign-in code; the one mailed before no longer works. */
export function mailCode(inside: Inside, setupRequestID: string, request: SetupRequest) {
	const { email = '' } = request;
	request.code = digits(inside.world, 6);
	const mailed = { email, code: request.code, setupRequestID };
	inside.setup.mailed.push(mailed);
	inside.codes.push(mailed);
}

/** Signs a user in; the answer of POST response and POST register. */
export function signIn(inside: Inside, userID: string) {
	const { generation, settings, setup, tokens, world } = inside;
	setup.matrix = matrixLogin(inside, userID);
	setup.requests.clear();
	tokens.matrix = `syt_${tag(world)}`;
	enter(inside, 'initializing');
	if (generation.signInHasDesktopAPI) tokens.full ??= settings.token;
	const desktopAPI = { accessToken: tokens.full, scope: 'read write', tokenType: 'Bearer' };
	return {
		...(generation.signInHasDesktopAPI ? { desktopAPI } : {}),
		matrix: { accessToken: tokens.matrix, ...setup.matrix },
		session: appState(inside),
	};
}

/** This device is trusted now and has the keys. */
export function trust(inside: Inside) {
	const untrusted: SetupState[] = [
		'needs-cross-signing-setup',
		'needs-verification',
		'needs-secrets',
	];
	if (untrusted.includes(inside.setup.state)) enter(inside, 'needs-first-sync');
}

/** A new recovery key, which counts once it is confirmed. */
export function newRecoveryKey(inside: Inside): string {
	const { clock, setup, world } = inside;
	setup.newRecoveryKey = recoveryKey(world);
	setup.recoveryKeyGeneratedAt = clock.now();
	return setup.newRecoveryKey;
}

/** `{ session }`, which the calls about keys answer with. */
export const session = (inside: Inside): { session: AppState } => ({ session: appState(inside) });

function afterwards({ setup }: Inside, state: SetupState): SetupState | undefined {
	if (state === 'needs-first-sync') return 'ready';
	if (state !== 'initializing') return undefined;
	return setup.recoveryKey === null ? 'needs-cross-signing-setup' : 'needs-verification';
}

const matrixLogin = ({ world }: Inside, userID: string) => ({
	deviceID: tag(world).slice(0, 10).toUpperCase(),
	homeserver,
	userID,
});
