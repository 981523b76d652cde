import { middle } from '../double/generation.mts';
import { admin } from './admin.mts';
import { raw } from './raw.mts';
import { robin, sentCode, signIn } from './signIn.mts';

const setup = '/v1/app/setup';
const retrieve = `GET ${setup}`;
const key = `POST ${setup}/verification/recovery-key`;

describe('while nobody is signed in', () => {
	test('setup is public, and everything else is forbidden', async () => {
		await using scene = await admin({ setup: 'signed-out' });
		const { desktop, good } = scene;
		const { json } = await scene.call(retrieve, {}, undefined, null);
		expect(json.state).toBe('needs-login');
		expect(json.matrix).toBeUndefined();
		expect(Object.values(json.e2ee.secrets)).not.toContain(true);
		await good(retrieve);
		for (const path of ['/v1/chats', '/v1/bridges', '/v1/accounts', `${setup}/verifications`]) {
			const answer = await raw(desktop, { path });
			expect(answer).toMatchObject({ status: 403, json: { code: 'forbidden' } });
			expect((await raw(desktop, { path, token: null })).status).toBe(401);
		}
		expect((await raw(desktop, { path: '/v1/info', token: null })).status).toBe(200);
		const { status } = await scene.call(`${key}`, {}, { recoveryKey: desktop.recoveryKey });
		expect(status).toBe(403);
	});

	test('the feed is forbidden as well', async () => {
		await using scene = await admin({ setup: 'signed-out' });
		const { desktop } = scene;
		const Authorization = `Bearer ${desktop.token}`;
		const headers = { Authorization, Connection: 'Upgrade', Upgrade: 'websocket' };
		const path = '/v1/ws';
		const { status } = await raw(desktop, { path, headers });
		expect(status).toBe(403);
	});
});

describe('signing in', () => {
	test('goes from needs-login through every state to ready', async () => {
		await using scene = await admin({ setup: 'signed-out' });
		const { desktop, good } = scene;
		const { matrix, session } = await signIn(scene);
		expect(session).toMatchObject({ state: 'initializing', matrix: { userID: matrix.userID } });
		const token = matrix.accessToken;
		await desktop.waitForSetup('needs-verification');
		const { e2ee } = await good(retrieve, {}, undefined, token);
		expect(e2ee).toMatchObject({ crossSigning: true, verified: false });
		const { recoveryKey } = desktop;
		const verified = await good(key, {}, { recoveryKey }, token);
		expect(verified.session.state).toBe('needs-first-sync');
		expect(verified.session.e2ee).toMatchObject({ verified: true, firstSyncDone: false });
		const { e2ee: synced } = await desktop.waitForSetup('ready');
		expect(synced).toMatchObject({ firstSyncDone: true, hasBackedUpRecoveryKey: true });
	});

	test('hands out a token that reads and writes, until somebody signs out', async () => {
		await using scene = await admin({ setup: 'signed-out' });
		const { desktop } = scene;
		const { accessToken: token } = (await signIn(scene)).matrix;
		const headers = { 'Content-Type': 'application/json' };
		const path = '/v1/chats/10/read';
		const write = () => raw(desktop, { method: 'POST', path, headers, body: '{}', token });
		expect((await write()).status).toBe(200);
		expect(desktop.requests.at(-1)?.headers.authorization).toBe('Bearer [matrixToken]');
		expect((await scene.call(retrieve, {}, undefined, null)).status).toBe(401);
		desktop.setupState('needs-login');
		expect((await write()).status).toBe(401);
		expect((await raw(desktop, { path: '/v1/chats' })).status).toBe(403);
	});

	test('takes only the newest code, once', async () => {
		await using scene = await admin({ setup: 'signed-out' });
		const { desktop, good, call } = scene;
		const first = await sentCode(scene, robin);
		const { setupRequestID } = first;
		await good(`POST ${setup}/email`, {}, { setupRequestID, email: robin });
		const { code } = await desktop.waitForCode();
		expect(desktop.codes.map((one) => one.code)).toEqual([first.response, code]);
		const old = await call(`POST ${setup}/response`, {}, first);
		expect(old).toMatchObject({ status: 400, json: { code: 'VALIDATION_ERROR' } });
		const response = { setupRequestID, response: code };
		await good(`POST ${setup}/response`, {}, response);
		for (const [name, body] of [
			['response', response],
			['start', {}],
		] as const) {
			expect((await call(`POST ${setup}/${name}`, {}, body)).status).toBe(422);
		}
	});

	test('needs an address before a code', async () => {
		await using scene = await admin({ setup: 'signed-out' });
		const { setupRequestID } = await scene.good(`POST ${setup}/start`);
		const body = { setupRequestID, response: '' };
		expect((await scene.call(`POST ${setup}/response`, {}, body)).status).toBe(400);
	});

	test.each([200, 204] as const)('answers e-mail with %s, as an option says', async (status) => {
		await using scene = await admin({ setup: 'signed-out', setupEmailStatus: status });
		const { setupRequestID } = await scene.good(`POST ${setup}/start`);
		const body = { setupRequestID, email: robin };
		const answer = await scene.call(`POST ${setup}/email`, {}, body);
		expect(answer).toMatchObject({ status, text: '' });
	});

	test('is forgotten by a restart while it is under way', async () => {
		await using scene = await admin({ setup: 'signed-out' });
		const body = await sentCode(scene, robin);
		await scene.desktop.restart();
		expect((await scene.call(`POST ${setup}/response`, {}, body)).status).toBe(400);
	});

	test('on 4.2.900 hands out a token of the API, too', async () => {
		await using scene = await admin({ setup: 'signed-out', version: middle });
		const { desktopAPI } = await signIn(scene);
		await scene.desktop.waitForSetup('needs-verification');
		await scene.good(retrieve, {}, undefined, desktopAPI.accessToken);
	});
});
