import type { INodeTypeDescription } from 'n8n-workflow';
import type { Desktop } from '../double/driver.mts';
import { start } from '../double/start.mts';
import { isEnded, N8n, type Row, until } from '../n8n/index.mts';
import { beeper, beeperCredential, byID, FRIEND, inARow, listening } from './given.mts';

/** The package's nodes, and the variants for AI agents that n8n makes of them. */
const NODES = [
	'beeper',
	'beeperAdmin',
	'beeperAdminTool',
	'beeperHitlTool',
	'beeperTool',
	'beeperTrigger',
];

/**
 * The life of the package in one n8n: installed from the tarball by n8n itself, restarted, killed, without
 * Beeper, unpublished. `from`: which folder of tools/ the n8n comes from. `hasKeys`: whether it refuses an event
 * that it has run before; without, the last one before a SIGKILL may come again.
 */
export function describeLife(from: string, { hasKeys = true } = {}): void {
	let n8n: N8n;
	beforeAll(async () => {
		n8n = await N8n.start({ from });
	});
	afterAll(async () => await n8n[Symbol.asyncDispose]());

	describe('from the tarball', () => {
		test('n8n installs it as a community package, with all its nodes', async () => {
			const [installed] =
				await n8n.rest.get<
					Array<{ packageName: string; installedNodes: Array<{ name: string; type: string }> }>
				>('/community-packages');
			expect(installed.packageName).toBe('n8n-nodes-beeper');
			expect(installed.installedNodes.map(({ name }) => name).sort()).toEqual([
				'Beeper',
				'Beeper Admin',
				'Beeper Trigger',
			]);
			expect(warnings(n8n)).toEqual([]);
		});

		test('nodes and credential are there after a restart, without a warning', async () => {
			await n8n.stop();
			await n8n.startAgain();
			// What the editor loads at its start.
			const { cookie } = n8n.rest;
			const response = await fetch(`${n8n.url}/types/nodes.json`, { headers: { cookie } });
			const types = (await response.json()) as INodeTypeDescription[];
			const ours = types.map(({ name }) => name).filter((name) => name.includes('beeper'));
			expect(ours.sort()).toEqual(NODES.map((name) => `n8n-nodes-beeper.${name}`).sort());
			expect(warnings(n8n)).toEqual([]);
		});
	});

	describe('the credential test of n8n', () => {
		test('is green for a token that works, and red, with what to do, for one that does not', async () => {
			await using desktop = await start();
			const credential = await beeperCredential(n8n, desktop);
			const data = { baseUrl: desktop.url, accessToken: desktop.token };
			expect(await n8n.testCredential(credential, data)).toMatchObject({ status: 'OK' });
			const wrong = await n8n.testCredential(credential, { ...data, accessToken: 'wrong' });
			expect(wrong.status).toBe('Error');
			expect(wrong.message).toContain('Beeper does not accept the access token');
			await desktop.stop();
			const nobody = await n8n.testCredential(credential, data);
			expect(nobody.status).toBe('Error');
			expect(nobody.message).toContain(desktop.url);
		});
	});

	describe('a published workflow with Beeper Trigger', () => {
		test('answers each message, over a SIGKILL of n8n and the death of Beeper, and leaves no socket', async () => {
			await using desktop = await start();
			const workflow = await echoing(n8n, desktop);
			const friend = desktop.friend(FRIEND);

			friend.writes('first');
			await replies(n8n, desktop, workflow, 1, hasKeys);
			await n8n.kill();
			for (const number of [1, 2, 3, 4, 5]) friend.writes(`while n8n is dead ${number}`);
			await n8n.startAgain();
			await replies(n8n, desktop, workflow, 6, hasKeys);

			await desktop.stop();
			friend.writes('while Beeper is closed');
			await desktop.listenAgain();
			await replies(n8n, desktop, workflow, 7, hasKeys);
			friend.writes('and after it');
			await replies(n8n, desktop, workflow, 8, hasKeys);
			const texts = [...new Set(echoes(desktop).map(({ text }) => text))];
			// n8n runs executions side by side: those that are started together end in any order.
			expect(texts.slice(1, 6).sort()).toEqual(
				[1, 2, 3, 4, 5].map((number) => `Echo: while n8n is dead ${number}`),
			);
			expect(texts.toSpliced(1, 5)).toEqual([
				'Echo: first',
				'Echo: while Beeper is closed',
				'Echo: and after it',
			]);

			expect(desktop.sockets).toBe(1);
			await n8n.unpublish(workflow);
			await until('the socket to close', () => desktop.sockets === 0);
			friend.writes('nobody listens');
			await replies(n8n, desktop, workflow, 8, hasKeys);
		});
	});
}

/** Published: whatever a friend writes is sent back, as an answer to it. */
async function echoing(n8n: N8n, desktop: Desktop): Promise<string> {
	const chat = byID(desktop.chat(FRIEND).id);
	const workflow = await n8n.addWorkflow(
		{
			name: 'Echo',
			nodes: [
				beeper(
					'Message received',
					{ events: ['message.received'], filters: {}, options: {} },
					'beeperTrigger',
				),
				beeper('Echo', {
					resource: 'message',
					operation: 'send',
					chatID: chat,
					text: '=Echo: {{ $json.plainText }}',
					options: { replyToMessageID: byID('={{ $json.messageID }}') },
				}),
			],
			connections: inARow('Message received', 'Echo'),
		},
		[await beeperCredential(n8n, desktop)],
	);
	await listening(n8n, workflow);
	return workflow;
}

const echoes = (desktop: Desktop) =>
	desktop.messages(FRIEND).filter(({ isSender, text }) => isSender && text?.startsWith('Echo'));

/** So many messages have been answered, each by an execution of its own that ended well. */
async function replies(
	n8n: N8n,
	desktop: Desktop,
	workflow: string,
	count: number,
	isOnce: boolean,
) {
	let rows: Row[] = [];
	const answered = () => echoes(desktop).map(({ linkedMessageID }) => linkedMessageID);
	await until(
		`${count} messages to be answered`,
		async () => {
			rows = await n8n.executions(workflow);
			return new Set(answered()).size >= count && rows.every(isEnded);
		},
		{ seen: () => [rows, desktop.transcript(FRIEND).split('\n').slice(-12)] },
	);
	expect(rows.filter(({ status }) => status !== 'success')).toEqual([]);
	expect(new Set(answered()).size).toBe(count);
	expect(answered()).toHaveLength(rows.length);
	if (isOnce) expect(rows).toHaveLength(count);
}

/** What n8n says of the package that is no good news; that npm does not know this version yet is none. */
const warnings = ({ output }: N8n) =>
	output
		.split('\n')
		.filter((line) => !line.includes('Failed to execute npm registry request'))
		// Where n8n itself is installed is named like the package.
		.map((line) => line.replaceAll(/\S*\/node_modules\/(?!n8n-nodes-beeper)/g, ''))
		.filter((line) => /beeper/i.test(line) && /warn|error|fail|cannot|deprecat/i.test(line));
