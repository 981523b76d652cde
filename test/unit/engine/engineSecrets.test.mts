import { createRequire } from 'node:module';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { activate } from '../../engine/activate.mts';
import { container, Logger } from '../../engine/n8n.mts';
import { loadPackage } from '../../engine/package.mts';
import { runWorkflow } from '../../engine/run.mts';
import { testCredential } from '../../engine/test-credential.mts';

/** The engine's search for tokens has to find one, or it would say nothing of the nodes in which it finds none. */
const TOKEN = 'canary-7b1fd0';
const fixture = path.resolve(import.meta.dirname, '../../engine/fixture');
const nodes = await loadPackage(fixture);
const { emitters } = createRequire(import.meta.url)(
	'../../engine/fixture/nodes/WidgetTrigger.node.js',
) as { emitters: Array<{ context: any; staticData: Record<string, unknown> }> };

/** Answers everything with the token, in the status line and the body. */
async function talkative(status = 200) {
	const server = createServer((request, response) => {
		request.resume();
		response.writeHead(status, `Seen ${TOKEN}`, { 'Content-Type': 'application/json' });
		response.end(JSON.stringify({ message: `Your token is ${TOKEN}` }));
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	const widgetApi = { baseUrl: `http://127.0.0.1:${port}`, accessToken: TOKEN };
	return {
		credentials: { widgetApi },
		[Symbol.asyncDispose]: async () => {
			server.closeAllConnections();
			server.close();
		},
	};
}

const using = { widgetApi: { id: '1', name: 'Widgets' } };
const widget = { name: 'Widget', type: 'n8n-nodes-fixture.widget', credentials: using };
const toWidget = { main: [[{ node: 'Widget', type: 'main' as const, index: 0 }]] };

test.each([
	['items', 200],
	['errors', 400],
])('a token in %s is found', async (_, status) => {
	await using far = await talkative(status);
	const file = {
		nodes: [{ name: 'Start', type: 'n8n-nodes-base.manualTrigger' }, widget],
		connections: { Start: toWidget },
	};
	await expect(runWorkflow(file, { ...far, nodes })).rejects.toThrow(/access token is in what n8n/);
});

test('a benchmark can do without the search', async () => {
	await using far = await talkative();
	const file = {
		nodes: [{ name: 'Start', type: 'n8n-nodes-base.manualTrigger' }, widget],
		connections: { Start: toWidget },
	};
	const result = await runWorkflow(file, { ...far, nodes, isSearched: false });
	expect(result.stored()).toContain(TOKEN);
});

const onWidget = {
	nodes: [{ name: 'When', type: 'n8n-nodes-fixture.widgetTrigger', credentials: using }, widget],
	connections: { When: toWidget },
};

test('a token in an execution of a published workflow is found when it ends', async () => {
	await using far = await talkative();
	const active = await activate(onWidget, { ...far, nodes });
	emitters.at(-1)!.context.emit([[{ json: {} }]]);
	// n8n logs what an execution failed on that it could not even begin or save.
	await active.waitForLog(({ message }) => message.includes('access token is in'));
	await expect(active[Symbol.asyncDispose]()).rejects.toThrow(/access token is in/);
});

test.each([
	['static data', () => (emitters.at(-1)!.staticData.token = TOKEN)],
	['a failed execution', () => emitters.at(-1)!.context.saveFailedExecution(new Error(TOKEN))],
	["n8n's log", () => container.get(Logger).info('Dialled', { header: `Bearer ${TOKEN}` })],
])('a token in %s of a published workflow is found when it ends', async (_, leak) => {
	await using far = await talkative();
	const active = await activate(onWidget, { ...far, nodes });
	const { context } = emitters.at(-1)!;
	await context.getCredentials('widgetApi');
	leak();
	// Saves what the trigger has noted.
	context.emit([[]]);
	await active.emitted.wait();
	await expect(active[Symbol.asyncDispose]()).rejects.toThrow(/access token is in/);
});

test('a token in what the test of a credential says is found', async () => {
	await using far = await talkative(400);
	const said = testCredential('widgetApi', far.credentials.widgetApi, { nodes });
	await expect(said).rejects.toThrow(/access token is in what the test/);
});
