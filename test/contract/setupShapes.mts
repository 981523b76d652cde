/** Reference §4: the app's own sign-in. */
import { text, count, oneOf, list, object, optionalFlags, flags, constant } from './shapes.mts';

export const verification = object(
	{
		id: text,
		state: oneOf('requested', 'ready', 'sas_ready', 'qr_scanned', 'done', 'cancelled', 'error'),
		direction: oneOf('incoming', 'outgoing'),
		purpose: oneOf('login', 'device'),
		methods: list(oneOf('qr', 'sas')),
		availableActions: list(
			oneOf('accept', 'cancel', 'qr.confirmScanned', 'sas.start', 'sas.confirm'),
		),
	},
	{
		otherDevice: object({ id: text }, { name: text }),
		otherUserID: text,
		qr: object({ data: text }),
		sas: object({ emojis: text }, { decimals: text }),
		error: object({ code: text, reason: text }),
	},
);

export const matrixLogin = { deviceID: text, homeserver: text, userID: text };

const e2ee = object(
	{
		...optionalFlags('initialized', 'crossSigning', 'verified', 'firstSyncDone', 'keyBackup'),
		...optionalFlags('secretStorage', 'hasBackedUpRecoveryKey'),
		secrets: flags(
			...['masterKey', 'selfSigningKey', 'userSigningKey', 'megolmBackupKey', 'recoveryKey'],
		),
	},
	{ recoveryKeyGeneratedAt: count },
);

export const session = object(
	{
		state: oneOf(
			...['needs-login', 'initializing', 'needs-cross-signing-setup', 'needs-verification'],
			...['needs-secrets', 'needs-first-sync', 'ready'],
		),
		e2ee,
	},
	{ matrix: object(matrixLogin), verification },
);

export const copy = object({ submit: text, terms: text, title: text, usernamePlaceholder: text });
export const desktopAPI = object({
	accessToken: text,
	scope: constant('read write'),
	tokenType: constant('Bearer'),
});
