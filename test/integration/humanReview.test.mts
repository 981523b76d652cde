import { start } from '../double/start.mts';
import { runTool, WaitingServer } from '../engine/index.mts';
import { askingIn, stopWaiting } from './asked.mts';
import { credentialFor, FRIEND } from './given.mts';

afterEach(async () => await stopWaiting());

/** The node as n8n puts it between an agent and its tool; resource, operation and response type are n8n's. */
function reviewIn(...given: Parameters<typeof askingIn>) {
	const file = askingIn(...given);
	const [, { parameters, ...node }] = file.nodes;
	const { chatID, options } = parameters as { chatID: string; options: object };
	const review = {
		...node,
		type: 'n8n-nodes-beeper.beeperHitlTool',
		parameters: { chatID, options },
	};
	return { ...file, nodes: [review] as unknown as typeof file.nodes };
}

describe('human review of an agent', () => {
	test.each([
		['yes', true],
		['👎', false],
	])('%s in the chat: the tool call is approved: %s', async (text, approved) => {
		await using desktop = await start();
		await using n8n = await WaitingServer.start();
		const credentials = credentialFor(desktop);
		const file = reviewIn(desktop, n8n);
		const call = await runTool(file, 'Beeper', {}, { credentials, way: 'request' });
		expect(call.result.status).toBe('waiting');
		const question = desktop.messages(FRIEND).at(-1);
		expect(question?.text).toContain('The agent wants to run this tool');
		const end = n8n.hold(call.workflow, call.result, { credentials });
		desktop.friend(FRIEND).writes(text);
		const [{ response }] = (await end).json('Agent') as Array<{ response: string }>;
		expect(JSON.parse(response)).toMatchObject([
			{ data: { approved, respondedBy: { name: FRIEND } } },
		]);
	});
});

test.each(['invoke', 'request'] as const)(
	'as a plain tool (%s) it cannot wait, and says what to use instead',
	async (way) => {
		await using desktop = await start();
		const file = askingIn(desktop, { url: 'http://127.0.0.1:9' });
		const credentials = credentialFor(desktop);
		const call = await runTool(file, 'Beeper', {}, { credentials, way });
		expect(call.error ?? call.response).toContain(
			"'Send and Wait for Response' cannot be a tool of an agent",
		);
		expect(desktop.requests.filter(({ method }) => method === 'POST')).toEqual([]);
	},
);
