import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { start } from '../../test/double/start.mts';
import { Editor } from '../../test/e2e/browser/editor.mts';
import { agentTools } from '../../test/e2e/agentTools.mts';
import { beeper, below, FRIEND, inARow, node } from '../../test/e2e/given.mts';
import { Model, MODEL, type Script } from '../../test/e2e/model.mts';
import type { WorkflowFile } from '../../test/engine/workflow.mts';
import { type Credential, isWaiting, N8n } from '../../test/n8n/index.mts';
import { canvas, runAs, settle } from './canvas.mts';
import { writeWebp } from './webp.mts';

type Desktop = Awaited<ReturnType<typeof start>>;

/** What a picture is taken of: an editor, the Beeper behind it, and a credential for that. */
interface Scene {
	n8n: N8n;
	desktop: Desktop;
	editor: Editor;
	credential: Credential;
	/** Takes the picture, of the whole window or a part of it. */
	take(clip?: { x: number; y: number; width: number; height: number }): Promise<void>;
}

const root = path.resolve(import.meta.dirname, '../..');

const SHOTS: Record<string, (scene: Scene) => Promise<void>> = {
	/** examples/first-light.json after a friend has written. */
	async 'first-light'({ n8n, desktop, editor, credential, take }) {
		await editor.openWorkflow(await n8n.addWorkflow(example('first-light'), [credential]));
		const ended = runAs(editor, 'Archive the chat');
		await desktop.waitForSubscription();
		desktop.friend(FRIEND).writes('Shall we meet at eight?');
		await ended;
		await take(await canvas(editor));
	},

	/** examples/approve-from-your-phone.json while it waits for the answer. */
	async approval({ n8n, desktop, editor, credential, take }) {
		const file = example('approve-from-your-phone');
		const ask = file.nodes.find(({ name }) => name === 'Ask me')!;
		const chat = desktop.chat('Note to self');
		ask.parameters!.chatID = inList(chat.id, 'Note to self');
		const workflow = await n8n.addWorkflow(file, [credential]);
		await editor.openWorkflow(workflow);
		const asked = runAs(editor, 'Message received');
		await desktop.waitForSubscription();
		desktop.friend(FRIEND).writes('Are you coming?');
		await asked;
		await n8n.execution(workflow, undefined, { hasStatus: isWaiting });
		await take(await canvas(editor));
	},

	/** An AI Agent that has used Beeper's tools. */
	async agent({ n8n, desktop, editor, credential, take }) {
		await using model = await Model.start(agentScript(desktop));
		const openAi = await n8n.addCredential('openAiApi', { apiKey: 'none', url: model.url });
		await editor.openWorkflow(await n8n.addWorkflow(agent(), [credential, openAi]));
		await runAs(editor, 'AI Agent');
		await take(await canvas(editor));
	},

	/** The panel of nodes, with what Beeper can do. */
	async 'nodes-panel'({ n8n, editor, take }) {
		await editor.openWorkflow(
			await n8n.addWorkflow({ nodes: [MANUAL], connections: {}, name: 'My workflow' }),
		);
		await editor.id('node-creator-plus-button').click();
		await editor.id('node-creator-search-bar').fill('Beeper');
		const creator = editor.id('node-creator');
		await creator.getByText('Beeper', { exact: true }).click();
		await creator.getByText(/^Triggers/).waitFor();
		await settle(editor);
		await take();
	},

	/** Message → Send, after it was run by hand. */
	async send({ n8n, editor, credential, take }) {
		const send = beeper('Send message', { resource: 'message', operation: 'send' });
		await editor.openWorkflow(
			await n8n.addWorkflow(
				{ nodes: [MANUAL, send], connections: inARow('Start', send.name), name: 'Send' },
				[credential],
			),
		);
		const form = await editor.openNode(send.name);
		await (await form.search('chatID', 'mara')).first().click();
		await form.fill('text', 'The table is booked: **eight o’clock**, on the terrace.');
		await form.add('Add Option', 'Reply To');
		await (await form.search('replyToMessageID')).first().click();
		await form.add('Add Option', 'Wait Until');
		await editor.id('node-execute-button').click();
		await editor.id('output-panel').getByText('1 item').waitFor();
		await editor.id('output-panel').getByText('Schema', { exact: true }).click();
		await settle(editor);
		await take();
	},

	/** The trigger, after somebody has written. */
	async trigger({ n8n, desktop, editor, credential, take }) {
		const trigger = beeper(
			'Beeper Trigger',
			{
				events: ['message.received', 'reaction.added'],
				filters: { chatType: 'single', textContains: '?' },
				options: { downloadAttachments: true },
			},
			'beeperTrigger',
		);
		await editor.openWorkflow(
			await n8n.addWorkflow({ nodes: [trigger], connections: {}, name: 'Trigger' }, [credential]),
		);
		await editor.openNode(trigger.name);
		const listens = desktop.waitForSubscription();
		await editor.id('node-execute-button').click();
		await listens;
		desktop.friend(FRIEND).writes('Are you there?');
		await editor.id('output-panel').getByText('1 item').waitFor();
		await editor.id('output-panel').getByText('Schema', { exact: true }).click();
		await settle(editor);
		await take();
	},

	/** The credential, tested. */
	async credential({ editor, credential, take }) {
		await editor.goTo(`/home/credentials/${credential.id}`);
		const dialog = editor.id('editCredential-modal');
		await dialog.getByText('Connection tested successfully').waitFor();
		await settle(editor);
		await take();
	},
};

/** Takes these pictures, or all, into docs/images. */
export async function takePictures(names: string[]): Promise<void> {
	const wanted = names.length > 0 ? names : Object.keys(SHOTS);
	const unknown = wanted.filter((name) => !(name in SHOTS));
	if (unknown.length > 0) {
		throw new Error(`Unknown: ${unknown.join(', ')}. There are: ${Object.keys(SHOTS).join(', ')}`);
	}
	const folder = mkdtempSync(path.join(tmpdir(), 'pictures-'));
	await using n8n = await N8n.start();
	for (const name of wanted) {
		// As it is with a Beeper of one's own.
		await using desktop = await start({ port: 23373 });
		await using editor = await Editor.start(n8n, { width: 1280, height: 800, scale: 2 });
		const data = { baseUrl: 'http://localhost:23373', accessToken: desktop.token };
		const credential = await n8n.addCredential('beeperApi', data, 'Beeper account');
		const png = path.join(folder, `${name}.png`);
		await SHOTS[name]({
			n8n,
			desktop,
			editor,
			credential,
			take: async (clip) => void (await editor.page.screenshot({ path: png, clip })),
		});
		writeWebp(png, path.join(root, 'docs/images', `${name}.webp`));
		await n8n.rest.delete(`/credentials/${credential.id}`);
		console.log(`docs/images/${name}.webp`);
	}
	rmSync(folder, { recursive: true });
}

const MANUAL = node('Start', 'n8n-nodes-base.manualTrigger');

const inList = (value: string, name: string) => ({
	__rl: true,
	mode: 'list',
	value,
	cachedResultName: name,
});

const example = (name: string) =>
	JSON.parse(readFileSync(path.join(root, 'examples', `${name}.json`), 'utf8')) as WorkflowFile;

function agent(): WorkflowFile {
	const model = node(
		'OpenAI Chat Model',
		'@n8n/n8n-nodes-langchain.lmChatOpenAi',
		{ model: { __rl: true, mode: 'id', value: MODEL }, options: {} },
		{ typeVersion: 1.2, credentials: { openAiApi: { id: '', name: '' } } },
	);
	const text = 'Answer what Mara asked last.';
	const ai = node(
		'AI Agent',
		'@n8n/n8n-nodes-langchain.agent',
		{ promptType: 'define', text, options: {} },
		{ typeVersion: 3, position: [300, 0] },
	);
	return {
		name: 'Agent',
		nodes: [
			{ ...MANUAL, position: [0, 0] },
			ai,
			{ ...model, position: [80, 240] },
			...agentTools.map((tool, index) => ({
				...tool,
				position: [280 + index * 160, 240] as [number, number],
			})),
		],
		connections: {
			...inARow('Start', ai.name),
			...below(ai.name, 'ai_languageModel', model.name),
			...below(ai.name, 'ai_tool', ...agentTools.map(({ name }) => name)),
		},
	};
}

/** Each tool once, then the end. */
function agentScript(desktop: Desktop): Script {
	const Chat = desktop.chat(FRIEND).id;
	const Message = desktop.messages(FRIEND).findLast(({ isSender }) => !isSender)!.id;
	const calls = [
		{ tool: 'Find_Chats', args: { Search_Text: 'mara' } },
		{ tool: 'Read_Messages', args: { Chat, Limit: 3 } },
		{ tool: 'Send_Message', args: { Chat, Text: 'Yes, please!', Reply_To: Message } },
		{ tool: 'React', args: { Chat, Message, Reaction: '❤️' } },
	];
	return (messages) =>
		calls[messages.filter(({ role }) => role === 'tool').length] ?? { text: 'I said yes.' };
}
