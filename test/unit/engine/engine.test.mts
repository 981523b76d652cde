import { createRequire } from 'node:module';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';

import { activate } from '../../engine/activate.mts';
import { readBinary, storeBinary } from '../../engine/binary.mts';
import { listSearch } from '../../engine/list-search.mts';
import { loadPackage } from '../../engine/package.mts';
import { resume } from '../../engine/resume.mts';
import { runWorkflow } from '../../engine/run.mts';
import { testCredential } from '../../engine/test-credential.mts';
import { testRun } from '../../engine/test-run.mts';
import { runTool } from '../../engine/tool.mts';

const { emitters } = createRequire(import.meta.url)(
	'../../engine/fixture/nodes/WidgetTrigger.node.js',
);
const fixture = join(import.meta.dirname, '../../engine/fixture');
const nodes = await loadPackage(fixture);

interface Call {
	method?: string;
	url?: string;
	authorization?: string;
	body: string;
}

async function farSide(answer: (call: Call, response: ServerResponse) => void) {
	const calls: Call[] = [];
	const server = createServer(async (request: IncomingMessage, response) => {
		const body = (await request.toArray()).join('');
		const { method, url, headers } = request;
		const call = { method, url, authorization: headers.authorization, body };
		calls.push(call);
		answer(call, response);
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	return {
		calls,
		credentials: { widgetApi: { baseUrl: `http://127.0.0.1:${port}`, accessToken: 'secret' } },
		[Symbol.asyncDispose]: async () => {
			server.closeAllConnections();
			server.close();
		},
	};
}

const json = (response: ServerResponse, body: unknown, status = 200) =>
	response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));

const echo = ({ body }: Call, response: ServerResponse) => json(response, JSON.parse(body || '{}'));

const widget = (parameters: Record<string, unknown>, extra = {}) => ({
	nodes: [
		{ name: 'Start', type: 'n8n-nodes-base.manualTrigger' },
		{
			name: 'Widget',
			type: 'n8n-nodes-fixture.widget',
			parameters: parameters as never,
			credentials: { widgetApi: { id: '1', name: 'Widgets' } },
			...extra,
		},
	],
	connections: { Start: { main: [[{ node: 'Widget', type: 'main' as const, index: 0 }]] } },
});

describe('running a workflow', () => {
	test('starts at the manual trigger and sends the credential', async () => {
		await using far = await farSide(echo);
		const result = await runWorkflow(widget({ name: 'cog' }), { ...far, nodes });
		expect(result.error).toBeUndefined();
		expect(result.status).toBe('success');
		expect(result.json('Widget')).toEqual([{ name: 'cog' }]);
		expect(far.calls[0].authorization).toBe('Bearer secret');
	});

	test('gives the error as the user sees it', async () => {
		await using far = await farSide((_, response) => json(response, { message: 'No' }, 418));
		const result = await runWorkflow(widget({ name: 'cog' }), { ...far, nodes });
		expect(result.status).toBe('error');
		expect(result.error).toMatchObject({ description: 'No', httpCode: '418' });
		expect(result.nodeError('Widget')).toMatchObject({ context: { itemIndex: 0 } });
		expect(result.stored()).not.toContain('secret');
	});

	test('goes on past an item that failed, and pairs each with its input', async () => {
		await using far = await farSide(({ body }, response) =>
			json(response, JSON.parse(body), body.includes('bad') ? 500 : 200),
		);
		const items = ['good', 'bad', 'fine'].map((name) => ({ json: { name } }));
		const result = await runWorkflow(
			widget({ name: '={{ $json.name }}' }, { onError: 'continueRegularOutput' }),
			{ ...far, nodes, items },
		);
		expect(result.json('Widget')).toMatchObject([
			{ name: 'good' },
			{ error: expect.any(String) },
			{ name: 'fine' },
		]);
		expect(result.items('Widget').map(({ pairedItem }) => pairedItem)).toEqual([
			{ item: 0 },
			{ item: 1 },
			{ item: 2 },
		]);
	});

	test('stops when asked to, and the request is abandoned', async () => {
		const stop = new AbortController();
		await using far = await farSide(() => stop.abort());
		const result = await runWorkflow(widget({}), { ...far, nodes, signal: stop.signal });
		expect(result.status).toBe('canceled');
	});

	test('takes items at any node', async () => {
		await using far = await farSide(echo);
		const items = [{ json: { name: 'a' } }, { json: { name: 'b' } }];
		const result = await runWorkflow(widget({ name: '={{ $json.name }}' }), {
			...far,
			nodes,
			items,
			startNode: 'Widget',
		});
		expect(result.json('Widget')).toEqual([{ name: 'a' }, { name: 'b' }]);
	});
});

describe('binary data', () => {
	test.each(['default', 'filesystem'] as const)('passes through (%s)', async (binaryMode) => {
		const data = await storeBinary(Buffer.from('hello'), { mimeType: 'text/plain' }, binaryMode);
		expect(data.data).toBe(binaryMode === 'default' ? 'aGVsbG8=' : 'filesystem-v2');
		const result = await runWorkflow(
			{
				nodes: [{ name: 'Pass', type: 'n8n-nodes-base.noOp' }],
				connections: {},
			},
			{ nodes, binaryMode, startNode: 'Pass', items: [{ json: {}, binary: { data } }] },
		);
		const [{ binary }] = result.items('Pass');
		expect((await readBinary(binary!.data)).toString()).toBe('hello');
	});
});

describe('loading a package', () => {
	test('knows its nodes, their tool variants and its credentials', () => {
		const { nodeTypes } = nodes;
		expect(nodes.nodeNames).toEqual([
			'n8n-nodes-fixture.widget',
			'n8n-nodes-fixture.widgetReview',
			'n8n-nodes-fixture.widgetTrigger',
		]);
		const tool = nodeTypes.getByNameAndVersion('n8n-nodes-fixture.widgetTool', 1);
		expect(tool.description).toMatchObject({ outputs: ['ai_tool'], displayName: 'Widget Tool' });
		expect(() => nodeTypes.getByNameAndVersion('n8n-nodes-fixture.widgetTriggerTool')).toThrow(
			'cannot be used as a tool',
		);
		expect(nodes.credentialTypes.getSupportedNodes('widgetApi')).toEqual([
			'n8n-nodes-fixture.widget',
			'n8n-nodes-fixture.widgetTrigger',
		]);
		expect(nodes.credentialTypes.getByName('widgetApi').properties.map(({ name }) => name)).toEqual(
			['baseUrl', 'accessToken', 'allowedHttpRequestDomains', 'allowedDomains'],
		);
	});

	test('can be done afresh, as after a restart', async () => {
		const again = await loadPackage(fixture, { fresh: true });
		const before = nodes.nodeTypes.getByName('n8n-nodes-fixture.widget').constructor;
		expect(again.nodeTypes.getByName('n8n-nodes-fixture.widget').constructor).not.toBe(before);
	});
});

describe('testing a credential', () => {
	const data = (far: { credentials: { widgetApi: object } }) => far.credentials.widgetApi as never;

	test('says that it works', async () => {
		await using far = await farSide(echo);
		expect(await testCredential('widgetApi', data(far), { nodes })).toEqual({
			status: 'OK',
			message: 'Connection successful!',
		});
		expect(far.calls[0].authorization).toBe('Bearer secret');
	});

	test('lets a node test it with a function', async () => {
		await using far = await farSide((_, response) => json(response, { name: 'Alice' }));
		expect(await testCredential('genericApi', data(far), { nodes })).toEqual({
			status: 'OK',
			message: 'Hello Alice',
		});
		expect(far.calls[0].authorization).toBe('secret');
	});

	test('says why it does not', async () => {
		await using far = await farSide((_, response) => json(response, {}, 403));
		expect(await testCredential('widgetApi', data(far), { nodes })).toEqual({
			status: 'Error',
			message: 'The token may not read',
		});
		expect(await testCredential('widgetApi', {}, { nodes })).toEqual({
			status: 'Error',
			message: 'ECONNREFUSED',
		});
	});
});

describe('searching a list', () => {
	test('asks with the filter and the page', async () => {
		await using far = await farSide((_, response) => json(response, [{ name: 'A', value: 'a' }]));
		const result = await listSearch('n8n-nodes-fixture.widget', 'getWidgets', {
			...far,
			nodes,
			filter: 'x',
			paginationToken: '1',
			parameters: { kind: 'round' },
		});
		expect(result).toEqual({ results: [{ name: 'A', value: 'a' }], paginationToken: '2' });
		expect(far.calls[0].url).toBe('/list?filter=x&paginationToken=1&kind=round');
	});
});

const onWidget = (parameters = {}) => ({
	nodes: [
		{
			name: 'When',
			type: 'n8n-nodes-fixture.widgetTrigger',
			parameters,
			credentials: { widgetApi: { id: '1', name: 'Widgets' } },
		},
		{
			name: 'Widget',
			type: 'n8n-nodes-fixture.widget',
			parameters: { name: '={{ $json.name }}' },
			credentials: { widgetApi: { id: '1', name: 'Widgets' } },
		},
	],
	connections: { When: { main: [[{ node: 'Widget', type: 'main' as const, index: 0 }]] } },
});

const named = (name: string) => [[{ json: { name } }]];

describe('a published workflow', () => {
	test('runs on each emit, and a wait finds what came before it', async () => {
		await using far = await farSide(echo);
		await using active = await activate(onWidget(), { ...far, nodes });
		const { context } = emitters.at(-1);
		context.emit(named('first'));
		expect((await active.waitForExecution()).json('Widget')).toEqual([{ name: 'first' }]);
		context.emit(named('second'));
		context.emit(named('third'));
		const third = await active.waitForExecution((result) => result.stored().includes('third'));
		expect(third).toMatchObject({ status: 'success', run: { mode: 'trigger' } });
		expect((await active.waitForExecution()).json('Widget')).toEqual([{ name: 'second' }]);
	});

	test('settles the done promise, and refuses a key that an execution has', async () => {
		await using far = await farSide(echo);
		await using active = await activate(onWidget(), { ...far, nodes });
		const { context } = emitters.at(-1);
		const emit = (key: string) => {
			const done = Promise.withResolvers();
			context.emit(named('x'), undefined, done, key);
			return done.promise;
		};
		expect(await emit('a')).toMatchObject({ status: 'success' });
		expect(await emit('a')).toBeUndefined();
		await expect(emit('a'.repeat(256))).rejects.toThrow('too long');
		expect(active.executions).toHaveLength(1);
		expect(active.emitted.all.map(({ isDuplicate }) => isDuplicate)).toEqual([false, true]);
	});

	test('with onEmit, hands over what is emitted and does nothing else', async () => {
		const calls: unknown[] = [];
		const onEmit = (...call: unknown[]) => calls.push(call);
		await using active = await activate(onWidget(), { nodes, onEmit });
		const { context } = emitters.at(-1);
		const done = Promise.withResolvers();
		const staticData = context.getWorkflowStaticData('node');
		staticData.latest = 1;
		context.emit(named('x'), undefined, done, 'a');
		context.emit(named('x'), undefined, undefined, 'a');
		expect(await done.promise).toBeUndefined();
		expect(calls).toEqual([
			[named('x'), 'a'],
			[named('x'), 'a'],
		]);
		expect(active.emitted.all).toEqual([]);
		expect(active.staticData).toMatchObject({ 'node:When': { latest: 1 } });
		expect(JSON.stringify(active.database.staticData)).not.toContain('latest');
	});

	test('saves static data on activation and on emit, and a restart finds it', async () => {
		await using far = await farSide(echo);
		await using active = await activate(onWidget(), { ...far, nodes });
		const { staticData, context } = emitters.at(-1);
		expect(active.saved.staticData).toEqual({ 'node:When': { activations: 1 } });
		staticData.cursor = 7;
		expect(active.saved.staticData).toEqual({ 'node:When': { activations: 1 } });
		context.emit(named('x'), undefined, undefined, 'key');
		await active.waitForExecution();
		await active.crash();
		await using restarted = await activate(onWidget(), {
			...far,
			...active.saved,
			nodes,
			mode: 'init',
		});
		expect(emitters.at(-1).activation).toBe('init');
		expect(restarted.saved).toEqual({
			staticData: { 'node:When': { activations: 2, cursor: 7 } },
			deduplicationKeys: new Set(['key']),
		});
	});

	test('has no expressions left once its trigger has started', async () => {
		await using far = await farSide(echo);
		await using active = await activate(onWidget({ fail: "={{ '' }}" }), { ...far, nodes });
		const { context } = emitters.at(-1);
		expect(() => context.getNodeParameter('fail')).toThrow('No bridge acquired');
		expect(await context.getCredentials('widgetApi')).toMatchObject({ accessToken: 'secret' });
		expect(active.errors.all).toEqual([]);
	});

	test('tells what its trigger reported', async () => {
		await using far = await farSide(echo);
		await using active = await activate(onWidget(), { ...far, nodes });
		const entry = emitters.at(-1);
		entry.context.saveFailedExecution(new Error('outage'));
		entry.context.logger.warn('careful');
		entry.context.emitError(new Error('broken'));
		expect((await active.failedExecutions.wait()).message).toBe('outage');
		expect((await active.errors.wait()).message).toBe('broken');
		expect(active.logs).toContainEqual(
			expect.objectContaining({ level: 'warn', message: 'careful' }),
		);
		expect(entry.closed).toBe(1);
	});

	test('is closed by n8n, and fails to start as in n8n', async () => {
		await using far = await farSide(echo);
		const active = await activate(onWidget(), { ...far, nodes });
		await active.deactivate();
		await active.deactivate();
		expect(emitters.at(-1).closed).toBe(1);
		await expect(activate(onWidget({ fail: 'no token' }), { ...far, nodes })).rejects.toThrow(
			'There was a problem activating the workflow: "no token"',
		);
	});
});

describe('a test run', () => {
	test('takes the first event', async () => {
		await using far = await farSide(echo);
		const run = testRun(onWidget(), 'When', { ...far, nodes });
		const entry = await listening();
		entry.context.emit(named('one'));
		entry.context.emit(named('two'));
		expect((await run.result).json('Widget')).toEqual([{ name: 'one' }]);
		expect(entry).toMatchObject({ activation: 'manual', closed: 1 });
	});

	test('ends when the user stops it', async () => {
		await using far = await farSide(echo);
		await using run = testRun(onWidget(), 'When', { ...far, nodes });
		const entry = await listening();
		run.cancel();
		expect((await run.result).status).toBe('canceled');
		expect(entry.closed).toBe(1);
	});

	async function listening() {
		const before = emitters.length;
		while (!emitters[before]?.listening) await new Promise(setImmediate);
		return emitters[before];
	}
});

describe('a node as a tool', () => {
	const byAi = { name: "={{ $fromAI('widgetName', 'How to call it', 'string') }}" };

	test.each(['invoke', 'request'] as const)('answers an agent (%s)', async (way) => {
		await using far = await farSide(echo);
		const call = await runTool(
			widget(byAi),
			'Widget',
			{ widgetName: 'cog' },
			{ ...far, nodes, way },
		);
		expect(call.result.error).toBeUndefined();
		expect(call).toMatchObject({
			name: 'Widget',
			description: 'Makes widgets',
			parameters: { widgetName: 'How to call it' },
		});
		expect(JSON.parse(call.response!)).toEqual([{ name: 'cog' }]);
	});

	test.each(['invoke', 'request'] as const)('tells an agent what failed (%s)', async (way) => {
		await using far = await farSide((_, response) => json(response, { message: 'No' }, 418));
		const call = await runTool(
			widget(byAi),
			'Widget',
			{ widgetName: 'cog' },
			{ ...far, nodes, way },
		);
		expect(call.error).toMatch('could not be processed');
		// Only the older way tells the model the description as well.
		expect(call.error?.includes('Details: No')).toBe(way === 'invoke');
	});
});

describe('a node that waits', () => {
	const asking = {
		nodes: [
			{ name: 'Start', type: 'n8n-nodes-base.manualTrigger' },
			{ name: 'Ask', type: 'n8n-nodes-fixture.widgetReview' },
			{ name: 'After', type: 'n8n-nodes-base.noOp' },
		],
		connections: {
			Start: { main: [[{ node: 'Ask', type: 'main' as const, index: 0 }]] },
			Ask: { main: [[{ node: 'After', type: 'main' as const, index: 0 }]] },
		},
	};
	const items = [{ json: { n: 1 } }];

	test('goes on with what its webhook was told', async () => {
		const waiting = await runWorkflow(asking, { nodes, items });
		expect(waiting.status).toBe('waiting');
		expect(await resume(asking, waiting, {}, { nodes })).toEqual({ response: 'Say yes or no' });
		const yes = { query: { approved: 'true' } };
		const { response, result } = await resume(asking, waiting, yes, { nodes });
		expect(response).toBe('Thanks');
		expect(result).toMatchObject({ status: 'success', executionId: waiting.executionId });
		expect(result?.json('After')).toEqual([{ data: { approved: true } }]);
	});

	test('passes its input through when its time has run out', async () => {
		const waiting = await runWorkflow(asking, { nodes, items });
		const { result } = await resume(asking, waiting, undefined, { nodes });
		expect(result?.json('After')).toEqual([{ n: 1 }]);
	});

	test('stands between an agent and a tool', async () => {
		const review = {
			nodes: [{ name: 'Ask', type: 'n8n-nodes-fixture.widgetReviewHitlTool' }],
			connections: {},
		};
		const call = await runTool(review, 'Ask', {}, { nodes, way: 'request' });
		expect(call.result.status).toBe('waiting');
		const no = { query: { approved: 'false' } };
		const { result } = await resume(call.workflow, call.result, no, { nodes });
		expect(result?.json('Agent')[0].response).toBe('[{"data":{"approved":false}}]');
	});
});
