import { middle } from '../double/generation.mts';
import { endpointOf } from '../double/reference/endpoints.mts';
import { start } from '../double/start.mts';
import { admin, adminEndpoints, request, type Params } from './admin.mts';
import { scenes } from './adminScenes.mts';
import { raw, rawJSON } from './raw.mts';

const names = Object.keys(scenes);
const withParams = names.filter((name) => name.includes('{'));
const optionsOf = (name: string) =>
	scenes[name].isSignedOut ? ({ setup: 'signed-out' } as const) : {};

describe('bridges and setup, operation by operation', () => {
	test('none of the reference is missing', () => {
		expect(adminEndpoints).toHaveLength(28);
		expect(names.toSorted()).toEqual(adminEndpoints.toSorted());
	});

	test.each(names)('%s answers what the reference describes', async (name) => {
		await using scene = await admin(optionsOf(name));
		const { params, body } = await scenes[name].set(scene);
		await scene.good(name, params, body);
	});

	test.each(names)(
		'%s refuses bodies that are not described, and changes nothing',
		async (name) => {
			await using scene = await admin(optionsOf(name));
			const { params, body, bad = [] } = await scenes[name].set(scene);
			for (const wrong of [...bad, { ...body, nonsense: 1 }, []]) {
				const { status, json } = await scene.call(name, params, wrong);
				expect({ wrong, status, json }).toMatchObject({ status: 400 });
				expect(json.code).toBe('VALIDATION_ERROR');
				expect(json.details.issues[0].path[0]).toBe('body');
			}
			await scene.good(name, params, body);
		},
	);

	test.each(withParams)('%s is 404 for every ID that is unknown', async (name) => {
		await using scene = await admin(optionsOf(name));
		const { params = {}, body } = await scenes[name].set(scene);
		for (const { name: key } of endpointOf(name).pathParams) {
			const { status } = await scene.call(name, { ...params, [key]: 'nobody' } as Params, body);
			expect({ key, status }).toEqual({ key, status: 404 });
		}
	});

	test.each(names)('%s asks for the token that the reference names', async (name) => {
		await using scene = await admin(optionsOf(name));
		const { desktop, call } = scene;
		const { auth } = endpointOf(name);
		const { params, body } = await scenes[name].set(scene);
		const without = (await call(name, params, body, null)).status;
		if (auth === 'public') return expect([200, 204]).toContain(without);
		expect(without).toBe(401);
		const { status } = await call(name, params, body, desktop.readOnlyToken);
		expect(status).toBe(auth.startsWith('bearer:write') ? 403 : 200);
	});

	test.each(names)('%s has its older name on 4.2.900, and no other', async (name) => {
		await using scene = await admin({ ...optionsOf(name), version: middle });
		const { params = {}, body } = await scenes[name].set(scene);
		await scene.good(name, params, body);
		await using newest = await start();
		const older = request(scene.desktop, name, params, body);
		const newer = request(newest, name, params, body);
		if (older.path === newer.path) return;
		expect((await raw(newest, older)).json.code).toBe('NOT_FOUND');
		expect((await raw(scene.desktop, newer)).json.code).toBe('NOT_FOUND');
	});

	test.each(['4.2.557', '4.2.808'] as const)('%s has none of them', async (version) => {
		await using desktop = await start({ version });
		for (const name of names) {
			const ids = Object.fromEntries(endpointOf(name).pathParams.map((one) => [one.name, 'x']));
			expect((await raw(desktop, request(desktop, name, ids, {}))).status).toBe(404);
		}
	});

	test('the older names are those of the newer SDKs before', async () => {
		await using desktop = await start({ version: middle });
		const { json } = await raw(desktop, { path: '/v1/spec' });
		const paths = Object.keys(json.paths).filter((path) => /^\/v1\/(app|bridges)/.test(path));
		expect(paths).toEqual(
			expect.arrayContaining([
				'/v1/app/session',
				'/v1/app/login/start',
				'/v1/app/login/verification/recovery-key/reset/confirm',
				'/v1/app/verifications/qr/scan',
				'/v1/bridges/{bridgeID}/connections/{loginID}/remove',
			]),
		);
		expect(paths.filter((path) => /setup|logins/.test(path))).toEqual([]);
	});

	test('a fixed segment wins over an ID: qr/scan', async () => {
		await using desktop = await start();
		const path = '/v1/app/setup/verifications/qr/scan';
		const { status, json } = await rawJSON(desktop, 'POST', path, { data: 'x' });
		expect({ status, path: json.details.issues[0].path }).toEqual({
			status: 400,
			path: ['body', 'data'],
		});
	});
});
