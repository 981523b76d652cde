import type { INodeParameters, INodeProperties, INodePropertyCollection } from 'n8n-workflow';
import { EVENT_NAMES, readSettings } from '../../dist/nodes/BeeperTrigger/settings/settings.js';
import { BeeperTrigger } from '../../dist/nodes/BeeperTrigger/BeeperTrigger.node.js';
import { makeAdditionalData } from '../engine/additional-data.mts';
import { core, n8nWorkflow, ourPackage, startEngine } from '../engine/index.mts';
import { makeWorkflow } from '../engine/workflow.mts';
import { byID } from './given.mts';
import { received, triggered } from './triggered.mts';

/** The node in a workflow, as n8n has it open: what is hidden is gone, what is not set has its default. */
async function opened(parameters: INodeParameters) {
	await startEngine();
	const { nodeTypes, credentialTypes } = await ourPackage();
	const workflow = makeWorkflow(triggered(parameters), nodeTypes);
	const node = workflow.nodes.Trigger;
	return { workflow, node, additionalData: makeAdditionalData(credentialTypes, {}) };
}

/** What the trigger reads when n8n starts it with these parameters. */
async function choiceOf(parameters: INodeParameters) {
	const { workflow, node, additionalData } = await opened(parameters);
	const context = new core.TriggerContext(workflow, node, additionalData, 'trigger', 'activate');
	return await workflow.expression.withIsolate(async () => readSettings(context));
}

const filtersOf = async (filters: INodeParameters) =>
	(await choiceOf({ ...received, filters })).filters;

const optionsOf = async (options: INodeParameters, events = received.events) =>
	await choiceOf({ events, options });

const NO_FILTERS = {
	chatIDs: new Set(),
	accountIDs: new Set(),
	chatType: 'any',
	senders: new Set(),
	textContains: '',
	textRegex: undefined,
	messageTypes: new Set(),
	attachments: 'any',
	mentionsMe: false,
	leaveOut: new Set(),
};

const rows = (name: string, ...pickers: unknown[]) =>
	({ values: pickers.map((picker) => ({ [name]: picker })) }) as INodeParameters;

const { description, methods } = new BeeperTrigger();

describe('a trigger as it is when it is added', () => {
	test('starts on messages received, without filters, with sensible limits', async () => {
		expect(await choiceOf({})).toEqual({
			events: new Set(['message.received']),
			filters: NO_FILTERS,
			includeSentByN8n: false,
			media: undefined,
			catchUpHours: 72,
			catchUpLimit: 10_000,
			reconcileSeconds: 30,
			outageMinutes: 5,
			onePerChat: false,
		});
	});

	test('with every filter and option added and left as it is, does what their labels say', async () => {
		const added = (name: string) =>
			Object.fromEntries(fieldsOf(name).map((one) => [one.name, one.default]));
		const parameters = { ...received, filters: added('filters'), options: added('options') };
		expect(await choiceOf(parameters as INodeParameters)).toEqual({
			events: new Set(['message.received']),
			filters: { ...NO_FILTERS, chatType: 'single', attachments: 'with', mentionsMe: true },
			includeSentByN8n: false,
			media: { maxBytes: 50_000_000, prefix: 'attachment_' },
			catchUpHours: 72,
			catchUpLimit: 10_000,
			reconcileSeconds: 30,
			outageMinutes: 5,
			onePerChat: true,
		});
	});
});

describe('the events', () => {
	test('that can be chosen are those that are told apart', () => {
		const { options = [] } = description.properties.find(({ name }) => name === 'events') ?? {};
		expect(options.map((option) => 'value' in option && option.value)).toEqual([...EVENT_NAMES]);
	});

	test.each([
		['a list', ['reaction.added', 'chat.updated']],
		['an expression that gives a list', '={{ ["chat.updated", "reaction.added"] }}'],
		['an expression that gives text', '={{ "reaction.added, chat.updated" }}'],
	])('may be %s', async (_, events) => {
		const choice = await choiceOf({ events });
		expect(choice.events).toEqual(new Set(['chat.updated', 'reaction.added']));
	});
});

describe('the filters', () => {
	const everywhere = {
		chatIDs: rows(
			'chatID',
			{ __rl: true, mode: 'list', value: '!a' },
			byID('!b, !c'),
			'={{ "17" }}',
		),
		accountIDs: rows('accountID', byID('={{ ["signal", "slack"] }}')),
		senders: rows('sender', { __rl: true, mode: 'list', value: 'others' }, byID('@x,@y')),
	};

	test('take what is picked, several IDs in one field, and what expressions give', async () => {
		expect(await filtersOf(everywhere)).toEqual({
			...NO_FILTERS,
			chatIDs: new Set(['!a', '!b', '!c', '17']),
			accountIDs: new Set(['signal', 'slack']),
			senders: new Set(['others', '@x', '@y']),
		});
	});

	test('take the rest', async () => {
		const filters = {
			attachments: 'without',
			chatType: 'group',
			leaveOut: ['muted', 'archived'],
			mentionsMe: '={{ "true" }}',
			messageTypes: '={{ ["text", "POLL"] }}',
			textContains: '={{ 42 }}',
			textRegex: '^a',
		};
		expect(await filtersOf(filters)).toEqual({
			...NO_FILTERS,
			attachments: 'without',
			chatType: 'group',
			leaveOut: new Set(['archived', 'muted']),
			mentionsMe: true,
			messageTypes: new Set(['TEXT', 'POLL']),
			textContains: '42',
			textRegex: /^a/,
		});
	});

	test('of which nothing was filled in ask for nothing', async () => {
		const filters = {
			chatIDs: {},
			accountIDs: rows('accountID', { __rl: true, mode: 'list', value: '' }),
			senders: rows('sender', '={{ undefined }}', byID(' , ')),
			messageTypes: [],
			leaveOut: [],
			textContains: '={{ null }}',
			textRegex: '',
		};
		expect(await filtersOf(filters)).toEqual(NO_FILTERS);
	});

	test.each([
		['order \\d+', /order \d+/],
		['/order \\d+/i', /order \d+/i],
		[' /a/gimy\n', /a/im],
		['/a\nb/su', /a\nb/su],
		['/start', /\/start/],
		['//', /\/\//],
		['/home/user', /\/home\/user/],
		['a/b/i', /a\/b\/i/],
	])('read %j as the pattern %s', async (textRegex, regex) => {
		expect((await filtersOf({ textRegex })).textRegex).toEqual(regex);
	});
});

describe('the options', () => {
	test('take numbers as text, and never less than the minimum', async () => {
		const options = {
			catchUpHours: -1,
			catchUpLimit: 0,
			reconcileSeconds: '={{ "2" }}',
			outageMinutes: '={{ " 7.5 " }}',
		};
		expect(await optionsOf(options)).toMatchObject({
			catchUpHours: 0,
			catchUpLimit: 1,
			reconcileSeconds: 5,
			outageMinutes: 7.5,
		});
	});

	test('that an expression leaves empty are as if not set', async () => {
		const options = {
			catchUpHours: '={{ undefined }}',
			reconcileSeconds: '={{ "" }}',
			onePerChat: '={{ null }}',
		};
		expect(await optionsOf(options)).toMatchObject({
			catchUpHours: 72,
			reconcileSeconds: 30,
			onePerChat: false,
		});
	});

	test('say how files are downloaded, and whether', async () => {
		const limits = { maxFileSize: 2, attachmentPrefix: 'file-' };
		expect((await optionsOf({ ...limits, downloadAttachments: true })).media).toEqual({
			maxBytes: 2_000_000,
			prefix: 'file-',
		});
		expect((await optionsOf({ ...limits, downloadAttachments: false })).media).toBeUndefined();
		const empty = { downloadAttachments: true, attachmentPrefix: ' ' };
		expect((await optionsOf(empty)).media).toMatchObject({ prefix: 'attachment_' });
	});

	test('include what workflows send where that is shown alone', async () => {
		const options = { includeSentByN8n: true };
		const events = ['chat.created', 'message.sent'];
		expect(await optionsOf(options, events)).toMatchObject({ includeSentByN8n: true });
		expect(await optionsOf(options)).toMatchObject({ includeSentByN8n: false });
	});
});

describe('what cannot be meant is refused in the words of the node:', () => {
	const cases: Array<[string, INodeParameters, string, string]> = [
		[
			'no event',
			{ events: [] },
			"'Trigger On' is empty",
			'Choose at least one event that starts the workflow.',
		],
		['an empty expression', { events: '={{ "" }}' }, "'Trigger On' is empty", 'Choose at least'],
		[
			'an unknown event',
			{ events: '={{ ["message.recieved"] }}' },
			`'Trigger On' has no choice "message.recieved"`,
			'chat.created, chat.deleted',
		],
		[
			'an unknown chat type',
			{ filters: { chatType: '={{ "direct" }}' } },
			`'Chat Type' has no choice "direct"`,
			'single, group',
		],
		[
			'an unknown way to leave out',
			{ filters: { leaveOut: '={{ "mute" }}' } },
			`'Leave Out Chats' has no choice "mute"`,
			'archived, lowPriority, muted',
		],
		[
			'a pattern with an open bracket',
			{ filters: { textRegex: '(a' } },
			"'Text Matches Regex' is not a regular expression",
			'Unterminated group',
		],
		[
			'a flag twice',
			{ filters: { textRegex: '/a/ii' } },
			"'Text Matches Regex' is not a regular expression",
			"flags supplied to RegExp constructor 'ii'",
		],
		[
			'no number',
			{ options: { reconcileSeconds: '={{ "soon" }}' } },
			"'Check Interval (Seconds)' is not a number",
			'It is "soon". Put in a number, or remove the field: then it is 30.',
		],
		[
			'a list for a number',
			{ options: { outageMinutes: '={{ [1, 2] }}' } },
			"'Report Outage After (Minutes)' is not a number",
			'It is "1,2"',
		],
		[
			'a filter that no event can pass',
			{
				events: ['chat.created', 'chat.updated'],
				filters: { textContains: 'x', chatIDs: rows('chatID', byID('!a')) },
			},
			"No event of 'Trigger On' can pass the filters",
			'remove the filters about messages',
		],
	];

	test.each(cases)('%s', async (_, parameters, message, sentence) => {
		const refused: unknown = await choiceOf({ ...received, ...parameters }).catch((error) => error);
		expect(refused).toBeInstanceOf(n8nWorkflow.NodeOperationError);
		expect(refused).toMatchObject({ message, description: expect.stringContaining(sentence) });
		// Every field that is quoted is called so in the editor.
		const [, label] = /'([^']+)'/.exec(message) ?? [];
		expect(labels()).toContain(label);
	});

	test.each<[string, INodeParameters]>([
		[
			'some events are about messages',
			{ events: ['chat.created', 'reaction.added'], filters: { textContains: 'x' } },
		],
		[
			'the filters are about chats',
			{
				events: ['chat.created'],
				filters: { chatType: 'group', chatIDs: rows('chatID', byID('!a')) },
			},
		],
	])('not where %s', async (_, parameters) => {
		await expect(choiceOf(parameters)).resolves.toBeDefined();
	});
});

describe('in the editor', () => {
	test.each([
		[['message.received'], 'message received'],
		[['chat.deleted', 'message.sent'], 'chat deleted, message sent'],
		[[...EVENT_NAMES], 'chat created + 9 more'],
		['={{ ["message.sent"] }}', 'message sent'],
	])('%j shows as "%s"', async (events, subtitle) => {
		const { workflow, node } = await opened({ events });
		const shown = await workflow.expression.withIsolate(async () =>
			workflow.expression.getSimpleParameterValue(node, description.subtitle, 'manual', {}),
		);
		expect(shown).toBe(subtitle);
	});

	test('no filter is lost while another event is being chosen', async () => {
		const filters = { textContains: 'x', mentionsMe: true, senders: rows('sender', byID('@x')) };
		for (const events of [[], ['chat.created'], ['connection.changed']]) {
			const { node } = await opened({ events, filters });
			expect(node.parameters.filters).toMatchObject(filters);
		}
	});

	test('every picker has its list', () => {
		const named = JSON.stringify(description.properties).matchAll(/"searchListMethod":"(\w+)"/g);
		expect([...new Set([...named].map(([, name]) => name))].sort()).toEqual(
			Object.keys(methods.listSearch).sort(),
		);
	});
});

/** The fields of a collection. */
function fieldsOf(name: string): INodeProperties[] {
	const collection = description.properties.find((property) => property.name === name);
	return (collection?.options ?? []) as INodeProperties[]; // a collection has nothing else
}

/** What all fields are called. */
function labels(): string[] {
	const named = (fields: Array<INodeProperties | INodePropertyCollection>): string[] =>
		fields.flatMap(({ displayName }) => displayName);
	return named([...description.properties, ...fieldsOf('filters'), ...fieldsOf('options')]);
}
