import type { INodeParameters } from 'n8n-workflow';
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { start } from '../double/start.mts';
import { listSearch, runWorkflow, type WorkflowFile } from '../engine/index.mts';
import { answeringAt, stopWaiting } from './asked.mts';
import { byID, credentialFor, FRIEND } from './given.mts';
import { emitted, listening, received, triggered } from './triggered.mts';

/** A Beeper that puts null into every list of objects, which is nothing: what was there is there. */
const beeper = { nullEntries: true, resolveAfterMs: 20 };

const folder = import.meta.dirname;
const files = globSync('*/*.workflow.json', { cwd: folder }).filter(
	// They take a file from the workflow's start.
	(file) => !/upload|message\/send\.|focus/.test(file),
);

afterEach(async () => await stopWaiting());

test.each(files)('%s', async (file) => {
	const workflow = JSON.parse(readFileSync(path.join(folder, file), 'utf8')) as WorkflowFile;
	await using desktop = await start(beeper);
	const credentials = credentialFor(desktop);
	const result = await runWorkflow(answeringAt({ url: 'http://127.0.0.1:9' }, workflow), {
		credentials,
	});
	expect([result.error?.message, result.error?.description]).toEqual([undefined, undefined]);
});

test.each([
	['beeper', 'getAccounts', {}],
	['beeper', 'getChats', {}],
	['beeper', 'getContacts', { resource: 'chat', operation: 'start' }],
	['beeper', 'getLabels', {}],
	['beeper', 'getMessages', { resource: 'message', operation: 'retrieve' }],
	['beeper', 'getReactions', {}],
	['beeper', 'getSenders', {}],
	['beeperAdmin', 'getBridges', {}],
	['beeperAdmin', 'getBridgeAccounts', { resource: 'loginSession', operation: 'create' }],
	['beeperAdmin', 'getLoginFlows', { resource: 'loginSession', operation: 'create' }],
	['beeperAdmin', 'getLogins', { resource: 'bridgeLogin', operation: 'retrieve' }],
] as Array<[string, string, INodeParameters]>)('the list of %s, %s', async (node, method, form) => {
	await using desktop = await start(beeper);
	const { id, accountID } = desktop.chat(FRIEND);
	const parameters = {
		...form,
		chatID: byID(id),
		accountID: byID(accountID),
		bridgeID: byID('local-whatsapp'),
	};
	const credentials = credentialFor(desktop);
	const { results } = await listSearch(`n8n-nodes-beeper.${node}`, method, {
		credentials,
		parameters,
	});
	expect(results.length).toBeGreaterThan(0);
});

test('the trigger starts, reads and hears', async () => {
	await using desktop = await start(beeper);
	await using active = await listening(desktop, triggered(received));
	desktop.friend(FRIEND).writes('heard');
	await active.emitted.wait(() => true);
	expect(emitted(active)).toHaveLength(1);
	expect(active.failedExecutions.all).toEqual([]);
});
