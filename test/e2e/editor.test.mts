/// <reference lib="dom" />
import { until } from '../n8n/index.mts';
import { Stage } from './browser/stage.mts';
import { beeper, byID, FRIEND, node } from './given.mts';

let stage: Stage;
let n8n: Stage['n8n'];
let desktop: Stage['desktop'];
let editor: Stage['editor'];
let credential: Stage['credential'];
beforeAll(async () => {
	stage = await Stage.start();
	({ n8n, desktop, editor, credential } = stage);
});
afterAll(async () => await stage?.[Symbol.asyncDispose]());
afterEach(() => expect(editor.problems.all.splice(0)).toEqual([]));

const START = node('Start', 'n8n-nodes-base.manualTrigger');

/** A workflow with these nodes, open in the editor. */
async function open(name: string, ...nodes: Array<ReturnType<typeof node>>) {
	const placed = nodes.map((one, index) => ({
		...one,
		position: [index * 260, 0] as [number, number],
	}));
	const id = await n8n.addWorkflow({ name, nodes: placed, connections: {} }, [credential]);
	await editor.openWorkflow(id);
}

/** The output panel shows an item with these texts. */
async function expectOutput(...texts: string[]) {
	const panel = editor.id('output-panel');
	const shown = async () => {
		const text = await panel.innerText();
		return ['1 item', ...texts].every((one) => text.includes(one));
	};
	await until(`an item with ${texts.join(', ')}`, shown, { seen: () => panel.innerText() });
}

test('a new credential is tested when it is saved: red with what to do, green when it is right', async () => {
	await editor.goTo('/home/credentials');
	await editor.button('Create credential').click();
	await editor.id('new-credential-type-select').locator('input').fill('Beeper');
	await editor.choices.filter({ hasText: 'Beeper API' }).click();
	await editor.id('new-credential-type-button').click();

	const box = (name: string) => editor.id(`parameter-input-${name}`).locator('input');
	const dialog = editor.id('editCredential-modal');
	expect(await box('baseUrl').inputValue()).toBe('http://localhost:23373');
	await dialog.getByText('Beeper Desktop → Settings → Integrations').first().waitFor();

	await box('baseUrl').fill(desktop.url);
	await box('accessToken').fill('not-the-token');
	await editor.id('credential-save-button').click();
	await dialog.getByText('Couldn’t connect with these settings').waitFor();
	await dialog.getByText('More details').click();
	await dialog.getByText('Beeper does not accept the access token').waitFor();
	expect(await dialog.innerText()).toMatch(/Approved connections, add a connection with '\+'/);
	await editor.shot('credential red');

	await box('accessToken').fill(desktop.token);
	await editor.id('credential-save-button').click();
	await dialog.getByText('Connection tested successfully').waitFor();
	await editor.shot('credential green');
});

/** Opens the panel of nodes and searches it. */
async function searchNodes(text: string) {
	await editor.id('node-creator-plus-button').click();
	await editor.id('node-creator-search-bar').fill(text);
	const found = editor.id('node-creator').locator('[data-test-id="item-iterator-item"]');
	await found.filter({ hasText: 'Beeper' }).first().waitFor();
	return found;
}

test('the panel of nodes finds Beeper and Beeper Admin, with icon and description', async () => {
	await open('Panel', START);
	const found = await searchNodes('Beeper');
	await editor.shot('panel');
	const names = await found
		.locator('[data-test-id="node-creator-item-name"]')
		.evaluateAll((all) => all.map((one) => one.textContent!.trim()));
	// n8n shows a node and its trigger as one.
	expect(names).toEqual(['Beeper', 'Beeper Admin']);
	expect(await found.nth(0).innerText()).toMatch(/WhatsApp, Telegram, Signal, iMessage/);
	expect(await found.nth(1).innerText()).toMatch(/Connect WhatsApp/);
	const drawn = await found
		.locator('img:visible')
		.evaluateAll((all) => all.map((one) => (one as HTMLImageElement).naturalWidth > 0));
	expect(drawn).toEqual([true, true]);
});

test('WhatsApp finds Beeper too', async () => {
	await open('WhatsApp', START);
	const found = await searchNodes('whatsapp');
	expect(await found.allInnerTexts()).toContainEqual(expect.stringMatching(/^Beeper\b/));
});

test.each([
	['Beeper', 'Actions (33)', 'Send message', 'Send message'],
	['Beeper', 'Triggers (10)', 'On message received', 'Beeper Trigger'],
	['Beeper Admin', 'Actions (28)', 'Create login session', 'Create login session'],
])('%s, %s: %s is added to the canvas, with the credential', async (name, group, action, added) => {
	await open(action, START);
	const found = await searchNodes('Beeper');
	await found.getByText(name, { exact: true }).click();
	const panel = editor.id('node-creator');
	const entry = panel.getByText(action, { exact: true });
	// After a trigger n8n shows the actions; the triggers are folded.
	if (group.startsWith('Triggers')) await panel.getByText(group).click();
	else await panel.getByText(group).waitFor();
	await editor.shot(`panel ${action}`);
	await entry.click();

	await editor.id('node-parameters').waitFor();
	expect(await editor.id('node-credentials-select').locator('input').inputValue()).toMatch(
		/^Beeper account/,
	);
	await editor.closeNode();
	await editor.node(added).waitFor();
});

test('a chat is found by typing, and its messages and their reactions are listed in words', async () => {
	const answered = desktop.messages(FRIEND).find(({ isSender }) => !isSender)!;
	desktop.me.reacts(FRIEND, answered.id, '🎉');
	await open(
		'Pickers',
		START,
		beeper('React', { resource: 'reaction', operation: 'delete', chatID: LIST, messageID: LIST }),
	);
	const form = await editor.openNode('React');

	const chats = await form.search('chatID', 'mara');
	// By title first, then by who is in it.
	expect(await chats.allInnerTexts()).toEqual([
		'Mara Lindqvist · WhatsApp · direct',
		'Sunday Hike · WhatsApp · group',
	]);
	await editor.shot('picker chats');
	await chats.filter({ hasText: FRIEND }).click();
	expect((await form.fields()).find(({ title }) => title === 'Chat')!.value).toBe(
		'From list Mara Lindqvist · WhatsApp · direct',
	);

	const messages = await form.search('messageID');
	await editor.shot('picker messages');
	for (const text of await messages.allInnerTexts())
		expect(text).toMatch(/^\d+ \w+( \d{4})?, \d\d:\d\d · (Me|Mara Lindqvist): \S/);
	await messages.filter({ hasText: answered.text!.slice(0, 20) }).click();

	await form.chooseMode('reactionKey', 'From list');
	const reactions = await form.search('reactionKey');
	await editor.shot('picker reactions');
	expect((await reactions.allInnerTexts()).join()).toContain('🎉');
});

test('a message is sent by hand, and what came of it is in the output panel', async () => {
	await open('Send', START, beeper('Send', { resource: 'message', operation: 'send' }));
	const form = await editor.openNode('Send');
	await (await form.search('chatID', 'mara')).first().click();
	await form.fill('text', 'Sent **by hand**');
	await editor.id('node-execute-button').click();

	await expectOutput('SUCCESS', 'Sent by hand');
	await editor.shot('sent');
	expect(desktop.messages(FRIEND).at(-1)).toMatchObject({
		text: 'Sent <strong>by hand</strong>',
		isSender: true,
	});
});

test('what cannot be sent is said in the output panel, with what to do', async () => {
	const wrong = { resource: 'message', operation: 'send', chatID: byID('!nobody:example.com') };
	await open('Wrong', START, beeper('Send', { ...wrong, text: 'Hello' }));
	await editor.openNode('Send');
	await editor.id('node-execute-button').click();

	const panel = editor.id('output-panel');
	await panel.getByText('Beeper cannot find this chat').first().waitFor();
	await editor.shot('error');
	expect(await panel.innerText()).toContain("Check 'Chat'");
});

test('a trigger that listens by hand gets the next message that a friend writes', async () => {
	await open('Listen', beeper('Beeper Trigger', { events: ['message.received'] }, 'beeperTrigger'));
	await editor.openNode('Beeper Trigger');
	const listens = desktop.waitForSubscription();
	await editor.id('node-execute-button').click();
	await listens;
	await editor.page.getByText('Stop Listening').first().waitFor();
	await editor.shot('listening');
	desktop.friend(FRIEND).writes('Can you hear me?');

	await expectOutput('message.received', 'Can you hear me?');
	await editor.shot('heard');
});

const LIST = { __rl: true, mode: 'list', value: '' };
