import type { Desktop } from '../../double/driver.mts';
import type { Options } from '../../double/options.mts';

/** What surrounds the workflow of an operation: the Beeper it meets, and what people do meanwhile. */
export interface Scene {
	options?: Options;
	/** Without one, as App Setup before the sign-in works. */
	accessToken?: '';
	/** What it returns is the JSON of the item that the workflow starts with. */
	play?: (desktop: Desktop) => Promise<object> | object | void;
}

const asksToVerify = (desktop: Desktop) => void desktop.otherDevice.requests();

const signedOut: Scene = { options: { setup: 'signed-out' }, accessToken: '' };
const untrusted: Scene = { play: (desktop) => void desktop.setupState('needs-verification') };

/** Somebody has asked for a sign-in code, and has got the email. */
const withCode = (email: string): Scene => ({
	...signedOut,
	play: async (desktop) => {
		const { setupRequestID } = (await post(desktop, '/v1/app/setup/start')) as Begun;
		await post(desktop, '/v1/app/setup/email', { setupRequestID, email });
		return { setupRequestID, code: desktop.codes[0].code };
	},
});

interface Begun {
	setupRequestID: string;
}

async function post({ url, token }: Desktop, path: string, body: object = {}): Promise<unknown> {
	const response = await fetch(`${url}${path}`, {
		method: 'POST',
		headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
		body: JSON.stringify(body),
	});
	const text = await response.text();
	return text ? JSON.parse(text) : undefined;
}

/** By file name; an operation that is not listed needs nothing. */
export const scenes: Record<string, Scene | undefined> = {
	'appSetup/confirmRecoveryKeyReset': untrusted,
	'appSetup/email': signedOut,
	'appSetup/register': withCode('noa.levi@example.com'),
	'appSetup/resetRecoveryKey': untrusted,
	'appSetup/response': withCode('robin.hale@example.com'),
	'appSetup/start': signedOut,
	'appSetup/verifyRecoveryKey': untrusted,
	'loginSession/submitStep': {
		play: (desktop) => {
			const step = '/v1/bridges/{bridgeID}/login-sessions/{loginSessionID}/steps/{stepID}';
			void desktop
				.waitForRequest(`POST ${step}`, undefined, { at: 'arrived' })
				.then(() => desktop.phone.scansQr());
		},
	},
	'verification/accept': { play: asksToVerify },
	'verification/cancel': { play: asksToVerify },
	'verification/confirmQrScan': {
		play: (desktop) => {
			asksToVerify(desktop);
			void desktop.waitForVerification('ready').then(() => desktop.otherDevice.scans());
		},
	},
	'verification/confirmSas': {
		play: (desktop) => {
			asksToVerify(desktop);
			void desktop.waitForVerification('sas_ready').then(() => desktop.otherDevice.confirmsSas());
		},
	},
	'verification/list': { play: asksToVerify },
	'verification/retrieve': { play: asksToVerify },
	'verification/scanQr': {
		play: async (desktop) => {
			const { id } = desktop.otherDevice.requests();
			await post(desktop, `/v1/app/setup/verifications/${id}/accept`);
			return { qr: desktop.otherDevice.showsQr() };
		},
	},
	'verification/startSas': { play: asksToVerify },
};
