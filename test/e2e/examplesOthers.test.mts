import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { IRunData } from 'n8n-workflow';
import { start } from '../double/start.mts';
import type { WorkflowFile } from '../engine/workflow.mts';
import type { Result } from '../engine/result.mts';
import { isWaiting, N8n } from '../n8n/index.mts';
import { STEP } from '../integration/admin/given.mts';
import { example, EXAMPLES, setIn, type Settings } from './example.mts';
import { beeperCredential, byID, FRIEND } from './given.mts';

let n8n: N8n;
beforeAll(async () => {
	n8n = await N8n.start();
});
afterAll(async () => await n8n[Symbol.asyncDispose]());

test('first-light answers in the chosen chat, reacts, and puts the chat away', async () => {
	await using desktop = await start();
	const { id } = desktop.chat(FRIEND);
	const file = example('first-light', {
		'Message received': { 'filters.chatIDs': { values: [{ chatID: byID(id) }] } },
	});
	const workflow = await n8n.addWorkflow(file, [await beeperCredential(n8n, desktop)]);
	await n8n.publish(workflow);
	await desktop.waitForSubscription();
	const other = desktop.friend('Priya Nair').writes('Not meant');
	const message = desktop.friend(FRIEND).writes('Hello?');
	const result = await n8n.execution(workflow);

	expect(result.error).toBeUndefined();
	const [asked, reply] = desktop.messages(FRIEND).slice(-2);
	expect(asked).toMatchObject({ id: message.id, reactions: [{ reactionKey: '👍' }] });
	expect(reply).toMatchObject({
		text: `Thanks, <strong>${FRIEND}</strong>! Your message has arrived in n8n.`,
		linkedMessageID: message.id,
	});
	expect(result.json('Find the conversation').length).toBeGreaterThan(0);
	expect(desktop.chat(FRIEND).isArchived).toBe(true);
	expect(desktop.messages('Priya Nair').at(-1)!.id).toBe(other.id);
	expect(await n8n.executions(workflow)).toHaveLength(1);
	await n8n.unpublish(workflow);
});

test.each([
	['👍', 'On my way!'],
	['👎', 'Are you there?'],
])('approve-from-your-phone waits; after %s the chat ends with "%s"', async (reaction, last) => {
	const note = 'Note to self';
	await using desktop = await start();
	const file = example('approve-from-your-phone', {
		'Ask me': { chatID: byID(desktop.chat(note).id), 'options.n8nUrl': n8n.url },
	});
	const workflow = await n8n.addWorkflow(file, [await beeperCredential(n8n, desktop)]);
	await n8n.publish(workflow);
	await desktop.waitForSubscription();
	const message = desktop.friend(FRIEND).writes('Are you there?');

	const waiting = await n8n.execution(workflow, undefined, { hasStatus: isWaiting });
	expect(waiting.status).toBe('waiting');
	const question = desktop.messages(note).at(-1)!;
	expect(question.text).toContain(`${FRIEND} (WhatsApp) writes:`);
	expect(desktop.messages(FRIEND).at(-1)!.id).toBe(message.id);

	desktop.me.reacts(note, question.id, reaction);
	const result = await n8n.execution(workflow);
	expect([result.executionId, result.status]).toEqual([waiting.executionId, 'success']);
	const answer = desktop.messages(FRIEND).at(-1)!;
	expect(answer.text).toBe(last);
	if (last === 'On my way!') expect(answer.linkedMessageID).toBe(message.id);
	await n8n.unpublish(workflow);
});

test('connect-account shows a QR code, and ends with the account among the others', async () => {
	await using desktop = await start();
	const workflow = await n8n.addWorkflow(example('connect-account'), [
		await beeperCredential(n8n, desktop),
	]);
	const [result] = await Promise.all([
		n8n.run(workflow, 'Start by hand'),
		desktop
			.waitForRequest(STEP, undefined, { at: 'arrived', timeoutMs: 60_000 })
			.then(() => desktop.phone.scansQr()),
	]);

	expect(result.error).toBeUndefined();
	expect(result.items('Show the QR code')[0].binary?.qr.mimeType).toBe('image/png');
	const [{ accountID }] = result.json('Wait for the scan');
	expect(result.json('See the accounts').map((one) => one.accountID)).toContain(accountID);
});

describe('set-up-server', () => {
	/** Saves other settings in n8n's editor. */
	async function save(workflow: string, settings: Settings) {
		const saved = await n8n.rest.get<WorkflowFile & { versionId: string }>(
			`/workflows/${workflow}`,
		);
		const { nodes } = setIn(saved, settings);
		const { connections, versionId } = saved;
		await n8n.rest.patch(`/workflows/${workflow}`, { nodes, connections, versionId });
	}

	test('leads from nothing to ready, one "Execute step" after the other', async () => {
		await using desktop = await start({ setup: 'signed-out', setupStepMs: 0 });
		// Only the base URL, as the note says.
		const name = 'Beeper account';
		const data = { baseUrl: desktop.url, accessToken: '' };
		const credential = await n8n.addCredential('beeperApi', data, name);
		const settings = { 'Ask for a code': { email: 'robin.hale@example.com' } };
		const workflow = await n8n.addWorkflow(example('set-up-server', settings), [credential]);
		let runData: IRunData = {};
		const step = async (nodeName: string): Promise<Result> => {
			const { executionId } = await n8n.rest.post<{ executionId: string }>(
				`/workflows/${workflow}/run`,
				{ destinationNode: { nodeName, mode: 'inclusive' }, runData },
			);
			const result = await n8n.execution(workflow, ({ id }) => id === executionId);
			expect(result.error).toBeUndefined();
			runData = { ...runData, ...result.data };
			return result;
		};

		await step('Begin the setup');
		await step('Ask for a code');
		const { code } = await desktop.waitForCode();
		await save(workflow, { 'Put in the code': { response: code } });
		await step('Put in the code');
		const [{ matrix }] = (await step('Copy the access token')).json('Copy the access token');
		const { accessToken } = matrix as { accessToken: string };
		await n8n.rest.patch(`/credentials/${credential.id}`, {
			name,
			type: credential.type,
			data: { ...data, accessToken },
		});
		const [before] = (await step('See how far it is')).json('See how far it is');
		expect(before).toMatchObject({ isReady: false });
		await save(workflow, { 'Put in the recovery key': { recoveryKey: desktop.recoveryKey } });
		await step('Put in the recovery key');
		const [ready] = (await step('Ready')).json('Ready');
		expect(ready).toMatchObject({ isVerified: true });
		expect(desktop.setupState().state).toBe('ready');
		expect(desktop.codes).toHaveLength(1);
	});
});

test('every example is executed by a test here', () => {
	const tests = readdirSync(import.meta.dirname)
		.filter((name) => name.endsWith('.test.mts'))
		.map((name) => readFileSync(path.join(import.meta.dirname, name), 'utf8'))
		.join('\n');
	const names = readdirSync(EXAMPLES)
		.filter((name) => name.endsWith('.json'))
		.map((name) => path.basename(name, '.json'));
	const isNamed = (name: string) => new RegExp(`['"\`]${name}(\\.json)?['"\`]`).test(tests);
	expect(names.filter((name) => !isNamed(name))).toEqual([]);
});
