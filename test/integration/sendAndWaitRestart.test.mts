import type { IDataObject, INodeParameters } from 'n8n-workflow';
import type { Desktop } from '../double/driver.mts';
import { start } from '../double/start.mts';
import { activate, WaitingServer } from '../engine/index.mts';
import { askingIn, resumed, stopWaiting } from './asked.mts';
import { byID, credentialFor, FRIEND } from './given.mts';
import { triggered } from './triggered.mts';
import { listening, toldText } from './told.mts';
import { inFastTime } from './time.mts';

inFastTime();

const ASKER = 'Tom Okafor';

afterEach(async () => await stopWaiting());

/** A workflow that is started by one friend, and asks another. */
function workflowOf(desktop: Desktop, n8n: WaitingServer) {
	const [, { parameters }] = askingIn(desktop, n8n).nodes;
	const chats = { values: [{ chatID: byID(desktop.chat(ASKER).id) }] };
	const trigger = { events: ['message.received'], filters: { chatIDs: chats } };
	return triggered(trigger, parameters as INodeParameters);
}

/** Started by a friend, the workflow has asked and waits. */
async function asked(desktop: Desktop, n8n: WaitingServer, file = workflowOf(desktop, n8n)) {
	const credentials = credentialFor(desktop);
	const active = await listening(desktop, file);
	desktop.friend(ASKER).writes('go');
	const waiting = await active.waitForExecution();
	expect(waiting.status).toBe('waiting');
	const { staticData } = active.saved;
	const end = n8n.hold(file, waiting, { credentials, staticData });
	const data = async () => (await end).json('Next')[0].data as IDataObject;
	return { file, credentials, active, data };
}

test('an answer that was given while n8n was not running is found by the trigger of the workflow', async () => {
	await using desktop = await start();
	await using n8n = await WaitingServer.start();
	const { file, credentials, active, data } = await asked(desktop, n8n);
	await active.crash();
	await stopWaiting();
	await desktop.waitForSocketClosed();
	desktop.friend(FRIEND).writes('yes');
	await using again = await activate(file, { credentials, ...active.saved, mode: 'init' });
	expect(await data()).toMatchObject({ approved: true });
	await n8n.calls.wait(({ method, status }) => method === 'POST' && status === 200);
	expect(resumed(n8n)).toBe(1);
	expect(again.executions).toEqual([]);
});

test('a question stands over a restart although the trigger saved something since', async () => {
	await using desktop = await start();
	await using n8n = await WaitingServer.start();
	const { file, credentials, active, data } = await asked(desktop, n8n);
	const question = desktop.messages(FRIEND).at(-1)!;
	// The trigger holds saved data of its own, older than the question.
	desktop.friend(ASKER).writes('another');
	await toldText(active, 'another');
	await active.waitForExecution();
	await active.crash();
	await stopWaiting();
	await using again = await activate(file, { credentials, ...active.saved, mode: 'init' });
	// The later one has a question of its own.
	desktop.friend(FRIEND).writes('no', { replyTo: question.id });
	expect(await data()).toMatchObject({ approved: false });
	expect(again.errors.all).toEqual([]);
});

test('a question that was answered is not saved any more', async () => {
	await using desktop = await start();
	await using n8n = await WaitingServer.start();
	const { active, data } = await asked(desktop, n8n);
	await using _ = active;
	desktop.friend(FRIEND).writes('yes');
	await data();
	desktop.friend(ASKER).writes('another');
	await toldText(active, 'another');
	await active.waitForExecution();
	const { global } = active.saved.staticData as { global: { beeperQuestions: string } };
	const questions = JSON.parse(global.beeperQuestions) as Array<{ askedAt: number }>;
	expect(questions).toHaveLength(1);
	expect(JSON.stringify(questions)).not.toContain(desktop.token);
});

test('a node further on, which finds the question in the saved data, does not listen again', async () => {
	await using desktop = await start();
	await using n8n = await WaitingServer.start();
	const file = workflowOf(desktop, n8n);
	const [, asking] = file.nodes;
	const { chatID } = asking.parameters as { chatID: string };
	const sending = { resource: 'message', operation: 'send', chatID, text: 'done', options: {} };
	file.nodes.push({ ...asking, id: 'done', name: 'Done', parameters: sending });
	file.connections.Next = { main: [[{ node: 'Done', type: 'main', index: 0 }]] };
	const { active, data } = await asked(desktop, n8n, file);
	await using _ = active;
	expect(JSON.stringify(active.saved.staticData)).toContain('askedAt');
	desktop.friend(FRIEND).writes('yes');
	expect(await data()).toMatchObject({ approved: true });
	await n8n.calls.wait(({ method }) => method === 'POST');
	await stopWaiting();
	expect(desktop.messages(FRIEND).at(-1)?.text).toBe('done');
	expect(n8n.calls.all.map(({ method, status }) => [method, status])).toEqual([['POST', 200]]);
});
