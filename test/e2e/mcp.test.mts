import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { start } from '../double/start.mts';
import { N8n, until } from '../n8n/index.mts';
import { agentTools } from './agentTools.mts';
import { beeperCredential, below, FRIEND, node } from './given.mts';

const POST = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' };

let n8n: N8n;
beforeAll(async () => {
	n8n = await N8n.start();
});
afterAll(async () => await n8n[Symbol.asyncDispose]());

/** What a tool call answers by the Model Context Protocol. */
interface Answer {
	isError?: boolean;
	content: Array<{ type: string; text: string }>;
}

/** A published MCP Server Trigger with Beeper's tools, and the official client connected to it. */
async function connected(path: string, desktop: Parameters<typeof beeperCredential>[1]) {
	const server = 'MCP Server Trigger';
	const workflow = await n8n.addWorkflow(
		{
			name: path,
			nodes: [
				node(
					server,
					'@n8n/n8n-nodes-langchain.mcpTrigger',
					{ path, authentication: 'none' },
					{ typeVersion: 2, webhookId: path },
				),
				...agentTools,
			],
			connections: below(server, 'ai_tool', ...agentTools.map(({ name }) => name)),
		},
		[await beeperCredential(n8n, desktop)],
	);
	await n8n.publish(workflow);
	const url = new URL(`${n8n.url}/mcp/${path}`);
	await until('n8n to serve the webhook', async () => (await fetch(url, POST)).status !== 404);
	const client = new Client({ name: 'test', version: '1.0.0' });
	await client.connect(new StreamableHTTPClientTransport(url));
	const call = async (name: string, args: Record<string, unknown>) =>
		(await client.callTool({ name, arguments: args })) as unknown as Answer;
	return { client, call };
}

test('through the MCP Server Trigger any MCP client finds, reads, writes and reacts', async () => {
	await using desktop = await start();
	const { client, call } = await connected('beeper', desktop);
	const { tools } = await client.listTools();
	expect(tools.map(({ name }) => name).sort()).toEqual([
		'Find_Chats',
		'React',
		'Read_Messages',
		'Send_Message',
	]);

	const json = ({ content: [{ text }] }: Answer) => JSON.parse(text);
	const question = desktop.friend(FRIEND).writes('Are you there?');
	const chats = json(await call('Find_Chats', { Search_Text: 'mara' })) as Array<{
		chatID: string;
		title: string;
	}>;
	const { chatID } = chats.find(({ title }) => title === FRIEND)!;
	const [newest] = json(await call('Read_Messages', { Chat: chatID, Limit: 1 }));
	expect(newest).toMatchObject({ plainText: 'Are you there?', messageID: question.id });
	await call('Send_Message', { Chat: chatID, Text: 'I am.', Reply_To: newest.messageID });
	await call('React', { Chat: chatID, Message: newest.messageID, Reaction: '👍' });

	const [asked, replied] = desktop.messages(FRIEND).slice(-2);
	expect(asked.reactions).toMatchObject([{ reactionKey: '👍' }]);
	expect(replied).toMatchObject({ text: 'I am.', linkedMessageID: question.id });
	await client.close();
});

test('a mistake comes back as text that says what to do', async () => {
	await using desktop = await start();
	const { client, call } = await connected('mistakes', desktop);
	const answer = await call('Read_Messages', { Chat: 'Mara', Limit: 1 });

	expect(answer.isError).toBe(true);
	expect(answer.content[0].text).toContain('Beeper cannot find this chat');
	expect(answer.content[0].text).toContain("Check 'Chat'");
	await client.close();
});
