import type { IDataObject } from 'n8n-workflow';
import type { Desktop } from '../double/driver.mts';
import { start } from '../double/start.mts';
import { isEnded, isWaiting, N8n, until } from '../n8n/index.mts';
import { beeper, beeperCredential, byID, FRIEND, inARow, listening } from './given.mts';

const ASKER = 'Tom Okafor';

let n8n: N8n;
beforeAll(async () => {
	// One execution at a time: one that waits and held the place would let no other run.
	n8n = await N8n.start({ env: { N8N_CONCURRENCY_PRODUCTION_LIMIT: '1' } });
});
afterAll(async () => await n8n[Symbol.asyncDispose]());

/** Published: Tom writes, Mara is asked, Tom gets the outcome. */
async function asking(desktop: Desktop): Promise<string> {
	const tom = byID(desktop.chat(ASKER).id);
	const workflow = await n8n.addWorkflow(
		{
			name: 'Ask',
			nodes: [
				beeper(
					'Message received',
					{ events: ['message.received'], filters: { chatIDs: { values: [{ chatID: tom }] } } },
					'beeperTrigger',
				),
				beeper('Ask', {
					resource: 'message',
					operation: 'sendAndWait',
					chatID: byID(desktop.chat(FRIEND).id),
					message: '=Tom says: {{ $json.plainText }}. May I answer?',
					options: { n8nUrl: n8n.url },
				}),
				beeper('Tell', {
					resource: 'message',
					operation: 'send',
					chatID: tom,
					text: '=approved: {{ $json.data.approved }}',
					options: {},
				}),
			],
			connections: inARow('Message received', 'Ask', 'Tell'),
		},
		[await beeperCredential(n8n, desktop)],
	);
	await listening(n8n, workflow);
	return workflow;
}

/** Tom writes; resolves with the question, once it stands in Mara's chat and the execution waits. */
async function asked(desktop: Desktop, workflow: string, text: string) {
	const known = (await n8n.executions(workflow)).map(({ id }) => id);
	desktop.friend(ASKER).writes(text);
	const isNew = ({ id }: { id: string }) => !known.includes(id);
	await n8n.execution(workflow, isNew, { hasStatus: isWaiting });
	return desktop.messages(FRIEND).findLast((one) => one.text?.includes(text))!;
}
/** What Tom was told, oldest first. */
const told = (desktop: Desktop) =>
	desktop
		.messages(ASKER)
		.filter(({ isSender, text }) => isSender && text?.startsWith('approved'))
		.map(({ text }) => text);

/** All executions of the workflow have ended well; resolves with what was answered in each. */
async function ended(workflow: string, count: number): Promise<IDataObject[]> {
	await until(
		'all executions to end',
		async () => (await n8n.executions(workflow)).filter(isEnded).length === count,
		{ seen: async () => await n8n.executions(workflow) },
	);
	const rows = await n8n.executions(workflow);
	expect(rows.map(({ status }) => status)).toEqual(rows.map(() => 'success'));
	const results = await Promise.all(
		rows.map(async ({ id }) => await n8n.execution(workflow, (row) => row.id === id)),
	);
	return results.map((result) => result.json('Ask')[0].data as IDataObject);
}

test('an execution that waits holds no place: with one at a time, two wait and a third one runs', async () => {
	await using desktop = await start();
	const workflow = await asking(desktop);
	const first = await asked(desktop, workflow, 'one');
	const second = await asked(desktop, workflow, 'two');
	const rows = await n8n.executions(workflow);
	expect(rows.map(({ status }) => status)).toEqual(['waiting', 'waiting']);

	desktop.friend(FRIEND).writes('no', { replyTo: second.id });
	await until('the second to go on', () => told(desktop).length === 1);
	expect(told(desktop)).toEqual(['approved: false']);
	desktop.friend(FRIEND).reacts(first.id, '👍');
	const answers = await ended(workflow, 2);
	expect(answers).toMatchObject([
		{ approved: true, via: 'reaction', respondedBy: { name: FRIEND } },
		{ approved: false, via: 'message', respondedBy: { name: FRIEND } },
	]);
	expect(told(desktop)).toEqual(['approved: false', 'approved: true']);
	await n8n.unpublish(workflow);
});

test('an answer counts once: after a lost socket, a restart of Beeper, and a SIGKILL of n8n', async () => {
	await using desktop = await start();
	const workflow = await asking(desktop);

	await asked(desktop, workflow, 'while the socket is down');
	// The socket is cut, and no new one is let in.
	desktop.refuseUpgrade(503);
	desktop.dropSockets();
	desktop.friend(FRIEND).writes('yes');
	await until('the first to go on', () => told(desktop).length === 1);
	desktop.refuseUpgrade(null);

	await asked(desktop, workflow, 'while Beeper restarts');
	await desktop.stop();
	desktop.friend(FRIEND).writes('ok');
	await desktop.listenAgain();
	await until('the second to go on', () => told(desktop).length === 2);

	await asked(desktop, workflow, 'while n8n is dead');
	await n8n.kill();
	desktop.friend(FRIEND).writes('👍');
	await n8n.startAgain();
	await until('the third to go on', () => told(desktop).length === 3);

	const answers = await ended(workflow, 3);
	expect(answers.map(({ approved }) => approved)).toEqual([true, true, true]);
	expect(told(desktop)).toHaveLength(3);
	await n8n.unpublish(workflow);
});
