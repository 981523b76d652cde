import type { E2EE, MailedCode, MatrixLogin, SetupState } from '../wire/setup.mts';
import type { VerificationRecord } from './verifications.mts';
import type { World } from './world.mts';

/** One sign-in under way: what POST start began. */
export type SetupRequest = { email?: string; code?: string; leadToken?: string };

/** The app's own sign-in, and who exists at Beeper. */
export type Setup = {
	state: SetupState;
	readonly isSignedIn: boolean;
	/** Counts up with each change of state, so that a step's timer knows whether it is still due. */
	turn: number;
	matrix: MatrixLogin | null;
	recoveryKey: string | null;
	recoveryKeyGeneratedAt: number;
	/** Made by a reset, and nothing until it is confirmed. */
	newRecoveryKey: string | null;
	requests: Map<string, SetupRequest>;
	/** Matrix user IDs by e-mail address. */
	people: Map<string, string>;
	mailed: MailedCode[];
	verifications: Map<string, VerificationRecord>;
};

/** The server all Beeper users are on. */
export const homeserver = 'https://matrix.beeper.com';

/** What the seeded user noted when they set Beeper up. */
const notedKey = 'EsTd 8mQp Zc4v Ha7R kU2x Nf9w Jb3e Ly6s Gt5o Wi1D qX8n Vr2C';

/** Setup as it is when the app starts. */
export function newSetup(start: 'ready' | 'signed-out', world: World, startedAt: number): Setup {
	const self = world.accounts.find(({ bridge }) => bridge?.id === 'matrix');
	const userID = self?.user.id ?? '@robinhale:beeper.com';
	const isReady = start === 'ready';
	return {
		state: isReady ? 'ready' : 'needs-login',
		get isSignedIn() {
			return this.state !== 'needs-login';
		},
		turn: 0,
		matrix: isReady ? { deviceID: 'DOUBLEAAAA', homeserver, userID } : null,
		recoveryKey: notedKey,
		recoveryKeyGeneratedAt: startedAt - 86_400_000,
		newRecoveryKey: null,
		requests: new Map(),
		people: new Map([['robin.hale@example.com', userID]]),
		mailed: [],
		verifications: new Map(),
	};
}

type Flags = Pick<
	E2EE,
	'initialized' | 'crossSigning' | 'verified' | 'firstSyncDone' | 'keyBackup' | 'secretStorage'
> & { hasSecrets: boolean };

const nothing: Flags = {
	initialized: false,
	crossSigning: false,
	verified: false,
	firstSyncDone: false,
	keyBackup: false,
	secretStorage: false,
	hasSecrets: false,
};
const fresh: Flags = { ...nothing, initialized: true };
const account: Flags = { ...fresh, crossSigning: true, keyBackup: true, secretStorage: true };
const trusted: Flags = { ...account, verified: true };
const synced: Flags = { ...trusted, hasSecrets: true };

/** What is known about encryption in each state. */
const flagsIn: Record<SetupState, Flags> = {
	'needs-login': nothing,
	initializing: nothing,
	'needs-cross-signing-setup': fresh,
	'needs-verification': account,
	'needs-secrets': trusted,
	'needs-first-sync': synced,
	ready: { ...synced, firstSyncDone: true },
};

/** The encryption part of the app's state. */
export function e2eeOf(setup: Setup): E2EE {
	const { state, newRecoveryKey, recoveryKeyGeneratedAt } = setup;
	const isMade = state === 'needs-cross-signing-setup' && newRecoveryKey !== null;
	const { hasSecrets, ...flags } = isMade ? account : flagsIn[state];
	const has = hasSecrets || isMade;
	return {
		...flags,
		hasBackedUpRecoveryKey: flags.crossSigning && setup.recoveryKey !== null && !newRecoveryKey,
		secrets: {
			masterKey: has,
			selfSigningKey: has,
			userSigningKey: has,
			megolmBackupKey: has,
			recoveryKey: has,
		},
		...(flags.crossSigning ? { recoveryKeyGeneratedAt } : {}),
	};
}
