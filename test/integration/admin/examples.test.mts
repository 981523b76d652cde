import { readFileSync } from 'node:fs';
import path from 'node:path';
import { start } from '../../double/start.mts';
import { runWorkflow, type WorkflowFile } from '../../engine/index.mts';
import { credentialFor } from '../given.mts';
import { STEP } from './given.mts';

const root = path.resolve(import.meta.dirname, '../../..');
const example = (name: string) =>
	JSON.parse(readFileSync(path.join(root, 'examples', name), 'utf8')) as WorkflowFile;

/** What a user changes in a node before running it. */
function fillIn({ nodes }: WorkflowFile, node: string, parameters: object) {
	const meant = nodes.find(({ name }) => name === node);
	if (!meant) throw new Error(`The example has no node "${node}"`);
	meant.parameters = { ...meant.parameters, ...parameters };
}

test('the example "Connect an account" ends with the account among the others', async () => {
	await using desktop = await start();
	void desktop
		.waitForRequest(STEP, undefined, { at: 'arrived' })
		.then(() => desktop.phone.scansQr());
	const result = await runWorkflow(example('connect-account.json'), {
		credentials: credentialFor(desktop),
	});
	expect(result.error).toBeUndefined();
	expect(result.items('Show the QR code')[0].binary?.qr.mimeType).toBe('image/png');
	const [{ accountID }] = result.json('Wait for the scan');
	expect(result.json('See the accounts').map((one) => one.accountID)).toContain(accountID);
});

test('the example "Set up a Beeper Server" leads from nothing to ready, step by step', async () => {
	await using desktop = await start({ setup: 'signed-out', setupStepMs: 0 });
	const workflow = example('set-up-server.json');
	const beeperApi = { baseUrl: desktop.url, accessToken: '' };
	fillIn(workflow, 'Ask for a code', { email: 'robin.hale@example.com' });
	const first = await runWorkflow(workflow, { credentials: { beeperApi } });
	expect(first.error?.description).toMatch(/'Code': Wrong code/);

	const { code, setupRequestID } = desktop.codes[0];
	fillIn(workflow, 'Put in the code', { response: code, setupRequestID });
	fillIn(workflow, 'Put in the recovery key', { recoveryKey: desktop.recoveryKey });
	// Puts the token into the credential as soon as there is one.
	void desktop.waitForSetup('initializing').then(() => {
		beeperApi.accessToken = desktop.token;
	});
	const result = await runWorkflow(workflow, {
		credentials: { beeperApi },
		startNode: 'Put in the code',
	});
	expect(result.error).toBeUndefined();
	expect(result.json('See how far it is')[0]).toMatchObject({ isReady: false });
	expect(result.json('Ready')[0]).toMatchObject({ isVerified: true });
});
