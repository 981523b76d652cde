/** Models of the app's own sign-in, reference §4. The official 5.0.0 has no types for them. */

export type SetupState =
	| 'needs-login'
	| 'initializing'
	| 'needs-cross-signing-setup'
	| 'needs-verification'
	| 'needs-secrets'
	| 'needs-first-sync'
	| 'ready';

export type E2EE = {
	initialized: boolean;
	crossSigning: boolean;
	verified: boolean;
	firstSyncDone: boolean;
	keyBackup: boolean;
	secretStorage: boolean;
	hasBackedUpRecoveryKey: boolean;
	secrets: {
		masterKey: boolean;
		selfSigningKey: boolean;
		userSigningKey: boolean;
		megolmBackupKey: boolean;
		recoveryKey: boolean;
	};
	/** Unix timestamp; in ms, which is not published. */
	recoveryKeyGeneratedAt?: number;
};

export type MatrixLogin = { deviceID: string; homeserver: string; userID: string };

export type AppState = {
	state: SetupState;
	e2ee: E2EE;
	matrix?: MatrixLogin;
	verification?: Verification;
};

export type VerificationAction =
	'accept' | 'cancel' | 'qr.confirmScanned' | 'sas.start' | 'sas.confirm';

export type Verification = {
	id: string;
	state: 'requested' | 'ready' | 'sas_ready' | 'qr_scanned' | 'done' | 'cancelled' | 'error';
	direction: 'incoming' | 'outgoing';
	purpose: 'login' | 'device';
	methods: Array<'qr' | 'sas'>;
	availableActions: VerificationAction[];
	otherDevice?: { id: string; name?: string };
	otherUserID?: string;
	qr?: { data: string };
	sas?: { emojis: string; decimals?: string };
	error?: { code: string; reason: string };
};

/** A sign-in code that went out by e-mail. */
export type MailedCode = { email: string; code: string; setupRequestID: string };
