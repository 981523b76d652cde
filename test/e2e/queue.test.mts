import { createServer, type AddressInfo } from 'node:net';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import type { Desktop } from '../double/driver.mts';
import { start } from '../double/start.mts';
import { isEnded, isWaiting, Queue, until } from '../n8n/index.mts';
import { beeper, beeperCredential, byID, FRIEND, inARow } from './given.mts';

const ASKER = 'Tom Okafor';

let queue: Queue;
beforeAll(async () => {
	queue = await Queue.start();
	await queue.addWorker();
	// As on another machine: it has to get the package by itself.
	await queue.addWorker({ isApart: true });
}, 240_000);
afterAll(async () => await queue[Symbol.asyncDispose]());

/** A published workflow that messages start, and whose nodes run on the workers; until the end of the test. */
async function published(
	desktop: Desktop,
	nodes: Record<string, INodeParameters>,
	{ filters = {}, options = {} }: { filters?: INodeParameters; options?: INodeParameters } = {},
) {
	const { main } = queue;
	const trigger = { events: ['message.received'], filters, options };
	const workflow = await main.addWorkflow(
		{
			name: Object.keys(nodes).join(', '),
			nodes: [
				beeper('Message received', trigger, 'beeperTrigger'),
				...Object.entries(nodes).map(([name, parameters]) => beeper(name, parameters)),
			],
			connections: inARow('Message received', ...Object.keys(nodes)),
		},
		[await beeperCredential(main, desktop)],
	);
	await main.publish(workflow);
	await desktop.waitForSubscription();
	return {
		id: workflow,
		/** All of them, once there are so many and each has ended. */
		ended: async (count: number, timeoutMs?: number) =>
			await until(
				`${count} executions to end`,
				async () => {
					const rows = await main.executions(workflow);
					return rows.length >= count && rows.every(isEnded) && rows;
				},
				{ timeoutMs, seen: async () => statuses(await main.executions(workflow)) },
			),
		rows: async () => await main.executions(workflow),
		waiting: async (matches = (_: { id: string }) => true) =>
			await main.execution(workflow, matches, { hasStatus: isWaiting }),
		end: async (id: string) => await main.execution(workflow, (row) => row.id === id),
		async [Symbol.asyncDispose]() {
			await main.unpublish(workflow);
		},
	};
}

const reply = (text: string): INodeParameters => ({
	resource: 'message',
	operation: 'send',
	chatID: byID('={{ $("Message received").item.json.chatID }}'),
	text,
	options: {},
});

const answer = { Reply: reply('=Re: {{ $json.plainText }}') };

/** How many executions have which status. */
function statuses(rows: Array<{ status: string }>) {
	const counts: Record<string, number> = {};
	for (const { status } of rows) counts[status] = (counts[status] ?? 0) + 1;
	return counts;
}

/** The user's own messages in a chat that begin with a word, as often as they are there. */
const own = (desktop: Desktop, chat: string, beginning: string) =>
	desktop
		.messages(chat)
		.filter(({ isSender, text }) => isSender && text?.startsWith(beginning))
		.map(({ text }) => text!);

const texts = (count: number, beginning: string) =>
	Array.from({ length: count }, (_, at) => `${beginning} ${at}`);

/** The worker that ran an execution. */
const workerOf = (id: string) => queue.workers.find(({ started }) => started.includes(id))!;

/** Started by one friend, it asks another, and says what was answered. */
const asking = async (desktop: Desktop, options: INodeParameters = {}) =>
	await published(
		desktop,
		{
			Ask: {
				resource: 'message',
				operation: 'sendAndWait',
				chatID: byID(desktop.chat(FRIEND).id),
				message: '=Ask {{ $json.plainText }}',
				responseType: 'approval',
				options: {
					n8nUrl: queue.main.url,
					confirmation: 'Noted.',
					onOther: 'hint',
					howToAnswer: 'Yes or no?',
					...options,
				},
			},
			Tell: reply('=Told {{ $json.data.approved }}'),
		},
		{ filters: { chatIDs: { values: [{ chatID: byID(desktop.chat(ASKER).id) }] } } },
	);

type Asking = Awaited<ReturnType<typeof asking>>;

/** The execution went on, once. */
async function expectOnce(desktop: Desktop, workflow: Asking, id: string) {
	const result = await workflow.end(id);
	expect(result.status).toBe('success');
	expect(result.json('Ask')).toHaveLength(1);
	expect(result.json('Ask')[0].data as IDataObject).toMatchObject({ approved: true });
	expect(own(desktop, ASKER, 'Told')).toEqual(['Told true']);
	await until('the confirmation', () => own(desktop, FRIEND, 'Noted.').length > 0);
	expect(own(desktop, FRIEND, 'Noted.')).toEqual(['Noted.']);
}

const question = (desktop: Desktop, text: string) =>
	desktop.messages(FRIEND).find((message) => message.text?.startsWith(text))!;

/** The main listens: it has been told of the question. */
const isWithMain = async ({ id }: Asking) =>
	await queue.main.waitForLog(`in workflow ${id} was asked by a worker`);

test('500 messages are 500 executions on two workers, each answered once; the trigger lives once, on the main', async () => {
	await using desktop = await start();
	await using workflow = await published(desktop, answer);
	expect(desktop.sockets).toBe(1);

	const begin = performance.now();
	for (const text of texts(250, 'a')) desktop.friend(FRIEND).writes(text);
	for (const text of texts(250, 'b')) desktop.friend(ASKER).writes(text);
	const answered = () => [...own(desktop, FRIEND, 'Re:'), ...own(desktop, ASKER, 'Re:')];
	await until('500 answers', () => answered().length >= 500, {
		timeoutMs: 240_000,
		seen: () => answered().length,
	});
	const seconds = (performance.now() - begin) / 1000;

	const rows = await workflow.ended(500);
	expect(statuses(rows)).toEqual({ success: 500 });
	const expected = [...texts(250, 'Re: a'), ...texts(250, 'Re: b')];
	expect(answered().sort()).toEqual(expected.sort());
	const [one, other] = queue.workers.map(({ started }) => started);
	expect([...one, ...other].sort()).toEqual(rows.map(({ id }) => id).sort());
	expect(Math.min(one.length, other.length)).toBeGreaterThan(0);
	expect(desktop.sockets).toBe(1);
	console.log(
		`500 messages: ${seconds.toFixed(1)} s, ${(500 / seconds).toFixed(1)} per second; ` +
			`the workers ran ${one.length} and ${other.length}`,
	);
}, 300_000);

test('a main that was killed catches up on what it missed, once each', async () => {
	await using desktop = await start();
	await using workflow = await published(desktop, answer);
	desktop.friend(FRIEND).writes('before');
	await workflow.ended(1);
	await queue.main.kill();
	await desktop.waitForSocketClosed();
	for (const text of texts(5, 'missed')) desktop.friend(FRIEND).writes(text);

	await queue.main.startAgain();
	await workflow.ended(6);
	desktop.friend(FRIEND).writes('after');
	expect(statuses(await workflow.ended(7))).toEqual({ success: 7 });
	// Executions of one chat run side by side, on two workers.
	const expected = ['Re: before', ...texts(5, 'Re: missed'), 'Re: after'];
	expect(own(desktop, FRIEND, 'Re:').sort()).toEqual(expected.sort());
	expect(desktop.sockets).toBe(1);
}, 180_000);

test('One Run at a Time per Chat keeps the order, whichever worker it is', async () => {
	await using desktop = await start();
	await using workflow = await published(desktop, answer, { options: { onePerChat: true } });
	for (const text of texts(8, 'next')) desktop.friend(FRIEND).writes(text);
	await workflow.ended(8);
	expect(own(desktop, FRIEND, 'Re:')).toEqual(texts(8, 'Re: next'));
});

describe('Send and Wait', () => {
	afterEach(async () => await queue.refill(), 60_000);

	test('a question that a worker asked is answered in the chat, and goes on once', async () => {
		await using desktop = await start();
		await using workflow = await asking(desktop);
		desktop.friend(ASKER).writes('one');
		const { executionId } = await workflow.waiting();
		expect(workerOf(executionId)).toBeDefined();
		desktop.friend(FRIEND).writes('perhaps');
		await until('the hint', () => own(desktop, FRIEND, 'Yes or no?').length > 0);
		desktop.friend(FRIEND).writes('yes');
		await expectOnce(desktop, workflow, executionId);
		expect(own(desktop, FRIEND, 'Yes or no?')).toEqual(['Yes or no?']);
	});

	test('the worker that asked is killed, and the trigger has run since: the answer counts', async () => {
		await using desktop = await start();
		await using workflow = await asking(desktop);
		desktop.friend(ASKER).writes('one');
		const { executionId } = await workflow.waiting();
		await isWithMain(workflow);
		const asker = workerOf(executionId);
		await asker.kill();
		// The trigger saves what it remembers, over what the execution has saved.
		desktop.friend(ASKER).writes('two');
		await until('the second question', () => question(desktop, 'Ask two'));
		desktop.friend(FRIEND).writes('yes', { replyTo: question(desktop, 'Ask one').id });
		await expectOnce(desktop, workflow, executionId);
		await until('one socket', () => desktop.sockets === 1);
	}, 180_000);

	test('"yes" is for the later question, although another worker asked the one before', async () => {
		await using desktop = await start();
		await using workflow = await asking(desktop);
		desktop.friend(ASKER).writes('one');
		const { executionId: first } = await workflow.waiting();
		await isWithMain(workflow);
		const [idle] = queue.workers.filter((worker) => worker !== workerOf(first));
		await workerOf(first).kill();
		desktop.friend(ASKER).writes('two');
		const { executionId: second } = await workflow.waiting(({ id }) => id !== first);
		expect(workerOf(second)).toBe(idle);
		await until('one socket', () => desktop.sockets === 1);
		desktop.friend(FRIEND).writes('yes');
		await expectOnce(desktop, workflow, second);
		expect((await workflow.waiting()).executionId).toBe(first);
	}, 180_000);

	test('the worker that asked and the main are killed: the trigger finds the answer when n8n is back', async () => {
		await using desktop = await start();
		await using workflow = await asking(desktop);
		desktop.friend(ASKER).writes('one');
		const { executionId } = await workflow.waiting();
		await isWithMain(workflow);
		const asker = workerOf(executionId);
		await asker.kill();
		await queue.main.kill();
		desktop.friend(FRIEND).writes('yes');
		await queue.main.startAgain();
		await expectOnce(desktop, workflow, executionId);
	}, 180_000);
});

describe('with workers that run one execution at a time, and whose WEBHOOK_URL leads nowhere', () => {
	/** It takes connections, and says nothing. */
	const nowhere = createServer((socket) => socket.on('error', () => {}));

	beforeAll(async () => {
		await new Promise<void>((resolve) => nowhere.listen(0, '127.0.0.1', resolve));
		const { port } = nowhere.address() as AddressInfo;
		const env = {
			WEBHOOK_URL: `http://127.0.0.1:${port}/`,
			N8N_CONCURRENCY_PRODUCTION_LIMIT: '1',
		};
		for (const worker of queue.workers) await worker.stop();
		await queue.refill({ env });
	}, 120_000);
	afterAll(() => void nowhere.close());

	test('an answer arrives, by the address that the node has', async () => {
		await using desktop = await start();
		await using workflow = await asking(desktop);
		desktop.friend(ASKER).writes('one');
		const { executionId } = await workflow.waiting();
		await isWithMain(workflow);
		// From then on the address that works comes first.
		const begin = performance.now();
		desktop.friend(FRIEND).writes('yes');
		await expectOnce(desktop, workflow, executionId);
		expect(performance.now() - begin).toBeLessThan(10_000);
	});

	test('a worker that is killed leaves one failed execution; what was queued runs on the other', async () => {
		await using desktop = await start();
		await using workflow = await published(desktop, answer);
		// Beeper takes the message, and its answer never comes.
		const isHeld = ({ body }: { body: unknown }) => JSON.stringify(body ?? '').includes('Re: held');
		desktop.latency((request) => (isHeld(request) ? Infinity : 0), { of: 'answer' });
		desktop.friend(FRIEND).writes('held');
		await until('the message', () => own(desktop, FRIEND, 'Re: held').length > 0);
		const [{ id: failed }] = await workflow.rows();
		const holder = workerOf(failed);
		const [other] = queue.workers.filter((worker) => worker !== holder);
		for (const text of texts(20, 'queued')) desktop.friend(FRIEND).writes(text);
		await until('one that was queued', () => own(desktop, FRIEND, 'Re: queued').length > 0);
		await holder.kill();
		expect(own(desktop, FRIEND, 'Re: queued').length).toBeLessThan(20);

		const rows = await workflow.ended(21, 120_000);
		const [{ status }] = rows.filter(({ id }) => id === failed);
		expect(['error', 'crashed']).toContain(status);
		expect(statuses(rows)).toEqual({ success: 20, [status]: 1 });
		const others = rows.map(({ id }) => id).filter((id) => id !== failed);
		expect(other.started).toEqual(expect.arrayContaining(others));
		expect(other.started).not.toContain(failed);

		// Neither the queue nor the trigger brings it again, also when n8n starts anew.
		await queue.main.kill();
		await queue.main.startAgain();
		desktop.friend(FRIEND).writes('after');
		expect(statuses(await workflow.ended(22))).toEqual({ success: 21, [status]: 1 });
		const expected = ['Re: held', ...texts(20, 'Re: queued'), 'Re: after'];
		expect(own(desktop, FRIEND, 'Re:').sort()).toEqual(expected.sort());
		console.log(`killed: ${status}, ${(await workflow.end(failed)).error?.message}`);
	}, 240_000);
});
