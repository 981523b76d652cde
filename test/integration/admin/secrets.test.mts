import { start } from '../../double/start.mts';
import { ourPackage } from '../../engine/index.mts';
import { itemsOf } from '../given.mts';
import { ADMIN, runAdmin } from './given.mts';

const VERIFY = 'POST /v1/app/setup/verification/recovery-key';
const KEY = 'EsTc Nobo dyKn owsT hisK eyHe re00';

const verify = (recoveryKey: string) => ({
	resource: 'appSetup',
	operation: 'verifyRecoveryKey',
	recoveryKey,
});

describe('secrets', () => {
	test('are marked, for versions of n8n that hide them in the view of an execution', async () => {
		const { description } = (await ourPackage()).nodeTypes.getByNameAndVersion(ADMIN);
		expect(description.sensitiveOutputFields).toEqual([
			'matrix.accessToken',
			'desktopAPI.accessToken',
			'leadToken',
			'recoveryKey',
		]);
	});

	test('are passwords where they are put in', async () => {
		const { description } = (await ourPackage()).nodeTypes.getByNameAndVersion(ADMIN);
		const secret = /^(recoveryKey|existingRecoveryKey|leadToken)$/;
		const fields = description.properties.flatMap((field) => [
			field,
			...(field.type === 'collection' ? (field.options as typeof description.properties) : []),
		]);
		const found = fields.filter(({ name }) => secret.test(name));
		expect(found.length).toBeGreaterThan(3);
		for (const { typeOptions } of found) expect(typeOptions?.password).toBe(true);
	});

	test('are not in an error, nor in the log, when Beeper repeats them', async () => {
		await using desktop = await start();
		desktop.setupState('needs-verification');
		desktop.failNext(VERIFY, {
			status: 400,
			body: {
				message: `Bad key ${KEY}`,
				code: 'VALIDATION_ERROR',
				details: {
					issues: [{ code: 'custom', message: `${KEY} is wrong`, path: ['body', 'recoveryKey'] }],
				},
			},
		});
		const { error, logs } = await runAdmin(desktop, verify('={{ $json.key }}'), {
			items: itemsOf([{ key: KEY }]),
		});
		expect(error?.description).toBe(
			"'Recovery Key': ••• is wrong. Correct the fields and run the node again.",
		);
		expect(`${error?.message}${error?.stack}${JSON.stringify(logs)}`).not.toContain('EsTc');
	});

	test('that n8n has hidden are not sent on as an object', async () => {
		await using desktop = await start();
		const hidden = { __redacted: true, reason: 'node_defined_field', canReveal: false };
		const { error } = await runAdmin(desktop, verify('={{ $json.key }}'), {
			items: itemsOf([{ key: hidden }]),
		});
		expect(error).toMatchObject({
			message: "'Recovery Key' is not text",
			description: expect.stringMatching(/Run the workflow as a whole/),
		});
		expect(desktop.requests).toEqual([]);
	});
});

describe('App Setup', () => {
	test('works without an access token, and then sends none', async () => {
		await using desktop = await start({ setup: 'signed-out' });
		const nobody = { url: desktop.url, token: '' };
		const result = await runAdmin(nobody, { resource: 'appSetup', operation: 'start' });
		expect(result.json('Beeper')[0]).toMatchObject({ setupRequestID: expect.any(String) });
		expect(desktop.requests[0].headers.authorization).toBeUndefined();
	});

	test('registers nobody who has not accepted the terms', async () => {
		await using desktop = await start({ setup: 'signed-out' });
		const { error } = await runAdmin(desktop, {
			resource: 'appSetup',
			operation: 'register',
			setupRequestID: 'setup_1',
			leadToken: 'lead_1',
			username: 'noa',
			acceptTerms: false,
		});
		expect(error?.message).toBe('The terms are not accepted');
		expect(desktop.requests).toEqual([]);
	});
});
