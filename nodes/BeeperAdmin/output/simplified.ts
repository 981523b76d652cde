import type { IDataObject } from 'n8n-workflow';

/** A Bridge (docs/beeper-api.md §4) as a short, flat item. */
export function simplifiedBridge(bridge: IDataObject): IDataObject {
	const accounts = (bridge.accounts ?? []) as IDataObject[];
	return {
		bridgeID: bridge.id,
		displayName: bridge.displayName ?? null,
		network: bridge.network ?? null,
		type: bridge.type ?? null,
		provider: bridge.provider ?? null,
		status: bridge.status ?? null,
		statusText: bridge.statusText ?? null,
		activeAccountCount: bridge.activeAccountCount ?? null,
		supportsMultipleAccounts: bridge.supportsMultipleAccounts ?? null,
		accountIDs: accounts.map(({ accountID }) => accountID as string),
	};
}

/** An AppState (docs/beeper-api.md §4) as a short, flat item: how far this Beeper is set up. */
export function simplifiedState(state: IDataObject): IDataObject {
	const e2ee = (state.e2ee ?? {}) as IDataObject;
	const matrix = (state.matrix ?? {}) as IDataObject;
	const verification = (state.verification ?? {}) as IDataObject;
	return {
		state: state.state,
		isReady: state.state === 'ready',
		userID: matrix.userID ?? null,
		deviceID: matrix.deviceID ?? null,
		homeserver: matrix.homeserver ?? null,
		isVerified: e2ee.verified ?? null,
		hasKeyBackup: e2ee.keyBackup ?? null,
		hasBackedUpRecoveryKey: e2ee.hasBackedUpRecoveryKey ?? null,
		firstSyncDone: e2ee.firstSyncDone ?? null,
		verificationID: verification.id ?? null,
	};
}

/** A Verification (docs/beeper-api.md §4) as a short, flat item. */
export function simplifiedVerification(verification: IDataObject): IDataObject {
	const otherDevice = (verification.otherDevice ?? {}) as IDataObject;
	const sas = (verification.sas ?? {}) as IDataObject;
	const qr = (verification.qr ?? {}) as IDataObject;
	const error = (verification.error ?? {}) as IDataObject;
	return {
		verificationID: verification.id ?? null,
		state: verification.state ?? null,
		purpose: verification.purpose ?? null,
		direction: verification.direction ?? null,
		availableActions: verification.availableActions ?? [],
		otherDevice: otherDevice.name ?? otherDevice.id ?? null,
		emojis: sas.emojis ?? null,
		decimals: sas.decimals ?? null,
		qrData: qr.data ?? null,
		errorMessage: error.reason ?? error.code ?? null,
	};
}
