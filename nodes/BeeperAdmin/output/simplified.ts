import type { IDataObject } from 'n8n-workflow';
import { pick } from '../../shared/values/pick';

/** A Bridge (docs/beeper-api.md §4) as a short, flat item. */
export function simplifiedBridge(bridge: IDataObject): IDataObject {
	const accounts = (bridge.accounts ?? []) as IDataObject[];
	return {
		bridgeID: bridge.id,
		...pick(bridge, 'displayName', 'network', 'type', 'provider', 'status', 'statusText'),
		...pick(bridge, 'activeAccountCount', 'supportsMultipleAccounts'),
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
		...pick(matrix, 'userID', 'deviceID', 'homeserver'),
		isVerified: e2ee.verified ?? null,
		hasKeyBackup: e2ee.keyBackup ?? null,
		...pick(e2ee, 'hasBackedUpRecoveryKey', 'firstSyncDone'),
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
		...pick(verification, 'state', 'purpose', 'direction'),
		availableActions: verification.availableActions ?? [],
		otherDevice: otherDevice.name ?? otherDevice.id ?? null,
		...pick(sas, 'emojis', 'decimals'),
		qrData: qr.data ?? null,
		errorMessage: error.reason ?? error.code ?? null,
	};
}
