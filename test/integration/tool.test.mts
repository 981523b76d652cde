import { start } from '../double/start.mts';
import { runTool, type WorkflowFile } from '../engine/index.mts';
import { byID, credentialFor, FRIEND } from './given.mts';

/** An agent's tool: message send, with the text and the chat for the model to fill in. */
const tool: WorkflowFile = {
	name: 'tool',
	nodes: [
		{
			id: 'tool',
			name: 'Send a message',
			type: 'n8n-nodes-beeper.beeperTool',
			typeVersion: 1,
			position: [0, 0],
			parameters: {
				resource: 'message',
				operation: 'send',
				chatID: byID("={{ $fromAI('Chat', '', 'string') }}"),
				text: "={{ $fromAI('Text', '', 'string') }}",
				options: {},
			},
			credentials: { beeperApi: { id: 'beeper', name: 'Beeper account' } },
		},
	],
	connections: {},
};

/** `invoke`: older agents, other vendors' models, the MCP Server Trigger. `request`: the engine runs it. */
describe.each(['invoke', 'request'] as const)('as a tool of an AI agent, by %s', (way) => {
	test('the node does what it does in a workflow', async () => {
		await using desktop = await start();
		const { id } = desktop.chat(FRIEND);
		const call = await runTool(
			tool,
			'Send a message',
			{ Chat: id, Text: 'written by a model' },
			{ way, credentials: credentialFor(desktop) },
		);
		expect(call.error).toBeUndefined();
		expect(desktop.messages(id).at(-1)?.text).toBe('written by a model');
		expect(JSON.stringify(call.response)).toContain(desktop.messages(id).at(-1)?.id);
	});

	test('one call after the other, a failed one in between, is a run of its own', async () => {
		await using desktop = await start();
		const { id } = desktop.chat(FRIEND);
		const options = { way, credentials: credentialFor(desktop) };
		const failed = await runTool(tool, 'Send a message', { Chat: 'nobody', Text: 'x' }, options);
		// By invoke it is the answer, since agents before version 3 lose what a tool throws.
		const told = way === 'invoke' ? failed.response : failed.error;
		expect(told).toContain('Beeper cannot find this chat');
		expect(told).toContain("Check 'Chat'");
		const call = await runTool(tool, 'Send a message', { Chat: id, Text: 'again' }, options);
		expect(call.error).toBeUndefined();
		expect(desktop.messages(id).at(-1)?.text).toBe('again');
	});

	test('a search without hits says so', async () => {
		await using desktop = await start();
		const [node] = tool.nodes;
		const search = { resource: 'chat', operation: 'search', query: 'nobody', filters: {} };
		const file = { ...tool, nodes: [{ ...node, parameters: search }] };
		const options = { way, credentials: credentialFor(desktop) };
		const { response } = await runTool(file, node.name, {}, options);
		expect(response).toBe('[{"result":"Nothing found"}]');
	});
});
