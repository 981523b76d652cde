import type { WorkflowFile } from '../engine/workflow.mts';
import { start } from '../double/start.mts';
import { N8n } from '../n8n/index.mts';
import { agentTools } from './agentTools.mts';
import { beeperCredential, below, FRIEND, inARow, node } from './given.mts';
import { Model, MODEL, type ModelMessage, type Reply } from './model.mts';
import { documented, recorded } from './transcript.mts';

const TASK =
	"Find Mara's chat, read her latest messages, answer her question, react to it with ❤️, and tell me what you did.";

const NOW = Date.parse('2026-11-21T17:30:00Z');

let n8n: N8n;
beforeAll(async () => {
	n8n = await N8n.start();
});
afterAll(async () => await n8n[Symbol.asyncDispose]());

/** The items that the model got back from its latest call. */
const answer = (messages: ModelMessage[]) =>
	JSON.parse(messages.at(-1)!.content!) as Array<Record<string, unknown>>;

/**
 * What a model would say. It knows only what the tools told it: the chat's ID from the search, the message's
 * from the list. Once it gives a name where an ID belongs, as models do, and reads the error.
 */
function script(messages: ModelMessage[]): Reply {
	const calls = messages.filter(({ role }) => role === 'tool').map(({ content }) => content!);
	const chat = () => {
		const found = JSON.parse(calls[1]) as Array<{ chatID: string; title: string }>;
		return found.find(({ title }) => title === FRIEND)!.chatID;
	};
	const question = () => {
		const read = JSON.parse(calls[2]) as Array<{
			messageID: string;
			plainText: string;
			isSender: boolean;
		}>;
		return read.find((one) => !one.isSender && one.plainText.endsWith('?'))!.messageID;
	};
	switch (calls.length) {
		case 0:
			return { tool: 'Read_Messages', args: { Chat: 'Mara', Limit: 3 } };
		case 1:
			return { tool: 'Find_Chats', args: { Search_Text: 'mara' } };
		case 2:
			return { tool: 'Read_Messages', args: { Chat: chat(), Limit: 3 } };
		case 3:
			return {
				tool: 'Send_Message',
				args: { Chat: chat(), Text: 'Yes, **seven** is fine!', Reply_To: question() },
			};
		case 4:
			return { tool: 'React', args: { Chat: chat(), Message: question(), Reaction: '❤️' } };
		default: {
			const [sent] = answer(messages.slice(0, -2));
			const [reacted] = answer(messages);
			const how = reacted.success === true ? 'reacted with ❤️' : 'could not react';
			return { text: `I told Mara "${String(sent.plainText)}" and ${how}.` };
		}
	}
}

/** A start, an AI Agent of n8n's newest version, a model, and Beeper four times as its tool. */
function agent(version: number): WorkflowFile {
	return {
		name: `Agent ${version}`,
		nodes: [
			node('Start', 'n8n-nodes-base.manualTrigger'),
			node(
				'AI Agent',
				'@n8n/n8n-nodes-langchain.agent',
				{ promptType: 'define', text: TASK, options: {} },
				{ typeVersion: version },
			),
			node(
				'Model',
				'@n8n/n8n-nodes-langchain.lmChatOpenAi',
				{ model: { __rl: true, mode: 'id', value: MODEL }, options: {} },
				{ typeVersion: 1.2, credentials: { openAiApi: { id: '', name: '' } } },
			),
			...agentTools,
		],
		connections: {
			...inARow('Start', 'AI Agent'),
			...below('AI Agent', 'ai_languageModel', 'Model'),
			...below('AI Agent', 'ai_tool', ...agentTools.map(({ name }) => name)),
		},
	};
}

/** Version 3 has n8n's engine run the tool nodes; version 1.7 calls them as LangChain's tools. */
test.each([3, 1.7])(
	'an AI Agent (version %d) finds a chat by name, reads, replies, reacts and reports',
	async (version) => {
		// A clock that stands still, so that every run has the same transcript.
		await using desktop = await start({ now: () => NOW });
		await using model = await Model.start(script);
		const credentials = [
			await beeperCredential(n8n, desktop),
			await n8n.addCredential('openAiApi', { apiKey: 'sk-none', url: model.url }),
		];
		const question = desktop.friend(FRIEND).writes('Dinner at *seven* tonight?');

		const workflow = await n8n.addWorkflow(agent(version), credentials);
		const result = await n8n.run(workflow, 'Start');

		expect(result.error).toBeUndefined();
		const reply = desktop.messages(FRIEND).at(-1)!;
		expect(reply).toMatchObject({ isSender: true, linkedMessageID: question.id });
		expect(reply.text).toContain('seven');
		const [{ reactions }] = desktop.messages(FRIEND).filter(({ id }) => id === question.id);
		expect(reactions).toMatchObject([{ reactionKey: '❤️' }]);
		expect(result.json('AI Agent')).toEqual([
			{ output: 'I told Mara "Yes, seven is fine!" and reacted with ❤️.' },
		]);

		// The error of the first call says what was wrong and what to do, in words.
		const [error] = model.transcript.filter(({ role }) => role === 'tool');
		expect(error.content).toContain('Beeper cannot find this chat');
		expect(error.content).toContain("Check 'Chat'");
		if (version === 3) expect(recorded(model).trim()).toBe(documented());
	},
);
