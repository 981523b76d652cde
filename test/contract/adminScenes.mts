import { expect } from './calls/expect.mts';
import type { Admin, Params } from './admin.mts';

const setup = '/v1/app/setup';
const sessions = '/v1/bridges/{bridgeID}/login-sessions';
const one = `${setup}/verifications/{verificationID}`;
const whatsapp = { bridgeID: 'local-whatsapp' };

export type Wanted = { params?: Params; body?: Record<string, unknown>; bad?: unknown[] };

/** How to get where an operation can be called, what it takes then, and bodies it refuses. */
export type Scene = { isSignedOut?: boolean; set: (admin: Admin) => Promise<Wanted> };

const login = async ({ good }: Admin): Promise<Params> => {
	const { loginSessionID, currentStep } = await good(`POST ${sessions}`, whatsapp, {
		flowID: 'phone',
	});
	return { ...whatsapp, loginSessionID, stepID: currentStep.stepID };
};

const begun = async ({ good }: Admin) => (await good(`POST ${setup}/start`)) as Begun;
type Begun = { setupRequestID?: string; request?: string };
const idOf = ({ setupRequestID, request }: Begun) => setupRequestID ?? request ?? '';

const mailed = async (admin: Admin, email: string) => {
	const setupRequestID = idOf(await begun(admin));
	await admin.good(`POST ${setup}/email`, {}, { setupRequestID, email });
	const { code } = await admin.desktop.waitForCode();
	return { setupRequestID, response: code };
};

const incoming = ({ desktop }: Admin) => ({ verificationID: desktop.otherDevice.requests().id });

const ready = async (admin: Admin) => {
	const params = incoming(admin);
	await admin.good(`POST ${one}/accept`, params);
	return params;
};

const noBody: unknown[] = [{ loud: true }];

/** One per operation; a test sees to it that none is missing. */
export const scenes: Record<string, Scene> = {
	'GET /v1/bridges': { set: async () => ({}) },
	'GET /v1/bridges/{bridgeID}': { set: async () => ({ params: whatsapp }) },
	'GET /v1/bridges/{bridgeID}/capabilities': { set: async () => ({ params: whatsapp }) },
	'GET /v1/bridges/{bridgeID}/login-flows': { set: async () => ({ params: whatsapp }) },
	'GET /v1/bridges/{bridgeID}/logins': { set: async () => ({ params: whatsapp }) },
	'GET /v1/bridges/{bridgeID}/logins/{loginID}': {
		set: async () => ({ params: { ...whatsapp, loginID: '15550100' } }),
	},
	'POST /v1/bridges/{bridgeID}/logins/{loginID}/remove': {
		set: async () => ({
			params: { ...whatsapp, loginID: '15550100' },
			body: { scope: 'current-device' },
			bad: [{}, { scope: 'everywhere' }, { scope: 'all-devices' }],
		}),
	},
	[`POST ${sessions}`]: {
		set: async () => ({
			params: whatsapp,
			body: { flowID: 'qr' },
			bad: [{ flowID: '' }, { flowID: 'carrier-pigeon' }, { accountID: 1 }],
		}),
	},
	[`GET ${sessions}/{loginSessionID}`]: { set: async (admin) => ({ params: await login(admin) }) },
	[`DELETE ${sessions}/{loginSessionID}`]: {
		set: async (admin) => ({ params: await login(admin), bad: noBody }),
	},
	[`POST ${sessions}/{loginSessionID}/steps/{stepID}`]: {
		set: async (admin) => ({
			params: await login(admin),
			body: { type: 'user_input', fields: { phone_number: '+15550123' } },
			bad: [
				{ fields: { phone_number: '+15550123' } },
				{ type: 'dance' },
				{ type: 'cookies', fields: { phone_number: '+15550123' } },
				{ type: 'user_input' },
				{ type: 'user_input', fields: { phone_number: 15550123 } },
				{ type: 'user_input', fields: { phone_number: 'home' } },
				{ type: 'user_input', fields: { phone_number: '+15550123', name: 'Robin' } },
			],
		}),
	},
	[`GET ${setup}`]: { set: async () => ({}) },
	[`POST ${setup}/start`]: { isSignedOut: true, set: async () => ({ body: {}, bad: noBody }) },
	[`POST ${setup}/email`]: {
		isSignedOut: true,
		async set(admin) {
			const setupRequestID = idOf(await begun(admin));
			const email = 'robin.hale@example.com';
			const body = { setupRequestID, email };
			return {
				body,
				bad: [{ email }, { setupRequestID }, { ...body, email: 'robin' }, { ...body, sms: true }],
			};
		},
	},
	[`POST ${setup}/response`]: {
		isSignedOut: true,
		async set(admin) {
			const body = await mailed(admin, 'robin.hale@example.com');
			return {
				body,
				bad: [
					{ response: body.response },
					{ ...body, response: 'x' },
					{ ...body, setupRequestID: 'x' },
				],
			};
		},
	},
	[`POST ${setup}/register`]: {
		isSignedOut: true,
		async set(admin) {
			const { setupRequestID, response } = await mailed(admin, 'noor@example.com');
			const answer = await admin.good(`POST ${setup}/response`, {}, { setupRequestID, response });
			const { leadToken } = answer;
			const body = { setupRequestID, leadToken, username: 'noor', acceptTerms: true };
			return {
				body,
				bad: [
					{ ...body, acceptTerms: false },
					{ ...body, acceptTerms: undefined },
					{ ...body, leadToken: 'x' },
					{ ...body, username: 'Noor Haddad' },
					{ ...body, username: 'robinhale' },
				],
			};
		},
	},
	[`POST ${setup}/verification/recovery-key`]: {
		async set({ desktop }) {
			desktop.setupState('needs-verification');
			const { recoveryKey } = desktop;
			return { body: { recoveryKey }, bad: [{}, { recoveryKey: 'EsTd' }] };
		},
	},
	[`POST ${setup}/verification/recovery-key/reset`]: {
		set: async () => ({ body: {}, bad: [{ existingRecoveryKey: 'EsTd' }, { key: 'EsTd' }] }),
	},
	[`POST ${setup}/verification/recovery-key/reset/confirm`]: {
		async set({ good }) {
			const { recoveryKey } = await good(`POST ${setup}/verification/recovery-key/reset`);
			return { body: { recoveryKey }, bad: [{}, { recoveryKey: 'EsTd' }] };
		},
	},
	[`GET ${setup}/verifications`]: {
		async set(admin) {
			incoming(admin);
			return {};
		},
	},
	[`POST ${setup}/verifications`]: {
		set: async () => ({ body: {}, bad: [{ purpose: 'fun' }, { userID: 'robin' }] }),
	},
	[`GET ${one}`]: { set: async (admin) => ({ params: incoming(admin) }) },
	[`POST ${one}/accept`]: { set: async (admin) => ({ params: incoming(admin), bad: noBody }) },
	[`POST ${one}/cancel`]: {
		set: async (admin) => ({
			params: incoming(admin),
			body: { code: 'm.user', reason: 'Not me' },
			bad: [{ code: 1 }, ...noBody],
		}),
	},
	[`POST ${setup}/verifications/qr/scan`]: {
		async set(admin) {
			await ready(admin);
			const data = admin.desktop.otherDevice.showsQr();
			return { body: { data }, bad: [{}, { data: 'https://example.com' }] };
		},
	},
	[`POST ${one}/qr/confirm-scanned`]: {
		async set(admin) {
			const params = await ready(admin);
			expect(admin.desktop.otherDevice.scans().state).toBe('qr_scanned');
			return { params, bad: noBody };
		},
	},
	[`POST ${one}/sas/start`]: {
		set: async (admin) => ({ params: await ready(admin), bad: noBody }),
	},
	[`POST ${one}/sas/confirm`]: {
		async set(admin) {
			const params = await ready(admin);
			await admin.good(`POST ${one}/sas/start`, params);
			return { params, bad: noBody };
		},
	},
};
