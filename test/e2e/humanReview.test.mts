import type { Desktop } from '../double/driver.mts';
import { start } from '../double/start.mts';
import { isWaiting, N8n } from '../n8n/index.mts';
import {
	beeper,
	beeperCredential,
	below,
	byID,
	FRIEND,
	inARow,
	listening,
	node,
} from './given.mts';
import {
	Model,
	MODEL,
	type ModelMessage,
	type ModelTool,
	type Reply,
	type Schema,
} from './model.mts';

const CUSTOMER = 'Tom Okafor';
const ANSWER = 'We open at nine.';

let n8n: N8n;
beforeAll(async () => {
	n8n = await N8n.start();
});
afterAll(async () => await n8n[Symbol.asyncDispose]());

/** Calls the one tool there is, then says what became of it. */
function script(messages: ModelMessage[], [tool]: ModelTool[]): Reply {
	const last = messages.at(-1)!;
	if (last.role === 'tool') return { text: `The tool said: ${last.content}` };
	return { tool: tool.name, args: filled(tool.parameters) };
}

/** A tool that a person reviews has its own parameters one level down, as its schema says. */
function filled({ properties = {} }: Schema): Record<string, unknown> {
	return Object.fromEntries(
		Object.entries(properties).map(([name, schema]) => [
			name,
			schema.type === 'object' ? filled(schema) : ANSWER,
		]),
	);
}

/** A customer writes, an agent wants to answer, and Mara is asked in her chat whether it may. */
async function reviewed(desktop: Desktop, model: Model): Promise<string> {
	const customer = byID(desktop.chat(CUSTOMER).id);
	const model_ = node(
		'Model',
		'@n8n/n8n-nodes-langchain.lmChatOpenAi',
		{ model: { __rl: true, mode: 'id', value: MODEL }, options: {} },
		{ typeVersion: 1.2, credentials: { openAiApi: { id: '', name: '' } } },
	);
	const review = beeper(
		'Ask Mara first',
		{
			chatID: byID(desktop.chat(FRIEND).id),
			message: '=May I run {{ $tool.name }} with {{ JSON.stringify($tool.parameters) }}?',
			options: { n8nUrl: n8n.url },
		},
		'beeperHitlTool',
	);
	const answer = beeper(
		'Answer the customer',
		{
			resource: 'message',
			operation: 'send',
			chatID: customer,
			text: "={{ $fromAI('Text', 'What to write') }}",
			options: {},
		},
		'beeperTool',
	);
	const workflow = await n8n.addWorkflow(
		{
			name: 'Reviewed',
			nodes: [
				beeper(
					'Message received',
					{
						events: ['message.received'],
						filters: { chatIDs: { values: [{ chatID: customer }] } },
					},
					'beeperTrigger',
				),
				node(
					'AI Agent',
					'@n8n/n8n-nodes-langchain.agent',
					{ promptType: 'define', text: '={{ $json.plainText }}', options: {} },
					{ typeVersion: 3 },
				),
				model_,
				review,
				answer,
			],
			connections: {
				...inARow('Message received', 'AI Agent'),
				...below('AI Agent', 'ai_languageModel', 'Model'),
				...below('AI Agent', 'ai_tool', review.name),
				...below(review.name, 'ai_tool', answer.name),
			},
		},
		[
			await beeperCredential(n8n, desktop),
			await n8n.addCredential('openAiApi', { apiKey: 'sk-none', url: model.url }),
		],
	);
	await listening(n8n, workflow);
	return workflow;
}

test.each([
	['yes', [ANSWER]],
	['no', []],
])('%s in the chat decides whether the tool of the agent runs', async (decision, sent) => {
	await using desktop = await start();
	await using model = await Model.start(script);
	const workflow = await reviewed(desktop, model);
	const answers = () =>
		desktop.messages(CUSTOMER).filter(({ isSender, text }) => isSender && text === ANSWER);

	desktop.friend(CUSTOMER).writes('When do you open?');
	await n8n.execution(workflow, undefined, { hasStatus: isWaiting });
	const question = desktop.messages(FRIEND).at(-1)!;
	expect(question.text).toContain('Answer_the_customer');
	expect(question.text).toContain(ANSWER);
	expect(answers()).toEqual([]);

	desktop.friend(FRIEND).writes(decision);
	const result = await n8n.execution(workflow);
	expect(result.error).toBeUndefined();
	expect(answers().map(({ text }) => text)).toEqual(sent);
	const [{ output }] = result.json('AI Agent') as Array<{ output: string }>;
	expect(output).toContain(sent.length > 0 ? 'messageID' : 'rejected');
	await n8n.unpublish(workflow);
});
