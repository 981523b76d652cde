import type { IDataObject, INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { BeeperTrigger } from '../../dist/nodes/BeeperTrigger/BeeperTrigger.node.js';
import type { Desktop } from '../double/driver.mts';
import { start } from '../double/start.mts';
import { makeAdditionalData } from '../engine/additional-data.mts';
import { core, ourPackage, readBinary, startEngine, testRun } from '../engine/index.mts';
import { makeWorkflow } from '../engine/workflow.mts';
import { byID, credentialFor, FRIEND, runBeeper, sendText } from './given.mts';
import { inFastTime } from './time.mts';
import { listening, nextJson, received, triggered } from './triggered.mts';

inFastTime();

const MESSAGES = 'GET /v1/chats/{chatID}/messages';

/** A run by hand of a trigger that is set like this. */
const runOf = (desktop: Desktop, parameters: INodeParameters) =>
	testRun(triggered(parameters), 'Trigger', { credentials: credentialFor(desktop) });

/** The items of a run by hand in which nothing happens. */
async function sampled(desktop: Desktop, parameters: INodeParameters) {
	await using run = runOf(desktop, parameters);
	const result = await run.result;
	expect(result.error).toBeUndefined();
	return result.items('Trigger');
}

/** The one item for each of these, tested side by side. */
async function samples<Case extends string>(
	desktop: Desktop,
	cases: Record<Case, INodeParameters>,
): Promise<Record<Case, IDataObject>> {
	const found = Object.entries<INodeParameters>(cases).map(async ([name, parameters]) => {
		const items = await sampled(desktop, parameters);
		expect(items).toHaveLength(1);
		return [name, items[0].json];
	});
	return Object.fromEntries(await Promise.all(found)) as Record<Case, IDataObject>;
}

const on = (...events: string[]) => ({ events });
const filtered = (filters: INodeParameters, ...events: string[]) => ({ events, filters });
const rows = (name: string, value: string) => ({ values: [{ [name]: byID(value) }] });

/** The message of a chat that has this text, or is deleted. */
const messageIn = (desktop: Desktop, chat: string, text: string | undefined) =>
	desktop.messages(chat).find((message) => message.text === text);

/** Until shortly before a sample is looked for. */
const patience = async () => await new Promise((resolve) => setTimeout(resolve, 9_500));

describe('the sample of a test run', () => {
	test('is the newest thing there is, as the event it would have been', async () => {
		await using desktop = await start();
		const given = await samples(desktop, {
			received,
			sent: on('message.sent'),
			edited: on('message.edited'),
			deleted: on('message.deleted'),
			added: on('reaction.added'),
			removed: on('reaction.removed'),
			created: on('chat.created'),
			updated: on('chat.updated'),
			gone: on('chat.deleted'),
			connection: on('connection.changed'),
			several: on('message.edited', 'message.sent', 'chat.created', 'connection.changed'),
		});
		const mara = desktop.friend(FRIEND);
		const about = {
			chatID: mara.chatID,
			chat: expect.objectContaining({ id: mara.chatID, title: FRIEND, network: 'WhatsApp' }),
			account: expect.objectContaining({ network: 'WhatsApp' }),
			sample: true,
		};
		const question = messageIn(desktop, FRIEND, 'Shall I book a table for four?')!;
		expect(given.received).toEqual({
			...about,
			event: 'message.received',
			occurredAt: question.timestamp,
			messageID: question.id,
			plainText: question.text,
			message: expect.objectContaining({ id: question.id, senderName: FRIEND }),
		});
		const answer = messageIn(desktop, FRIEND, 'Yes! Eight at the <strong>Lantern</strong>')!;
		const itsMessage = {
			messageID: answer.id,
			plainText: 'Yes! Eight at the Lantern',
			message: expect.objectContaining({ id: answer.id }),
		};
		expect(given.sent).toMatchObject({
			...about,
			...itsMessage,
			event: 'message.sent',
			occurredAt: answer.timestamp,
			sentByN8n: false,
		});
		expect(given.edited).toMatchObject({
			...about,
			...itsMessage,
			event: 'message.edited',
			occurredAt: answer.editedTimestamp,
			previousText: null,
		});
		const deleted = messageIn(desktop, 'Sunday Hike', undefined)!;
		expect(given.deleted).toMatchObject({
			event: 'message.deleted',
			chatID: deleted.chatID,
			messageID: deleted.id,
			plainText: '',
			message: { id: deleted.id, isDeleted: true },
			sample: true,
		});
		for (const event of ['added', 'removed'] as const) {
			expect(given[event]).toMatchObject({
				...about,
				...itsMessage,
				event: `reaction.${event}`,
				reaction: {
					participantID: mara.id,
					participantName: FRIEND,
					reactionKey: '❤️',
					isSender: false,
				},
			});
		}
		const now = { ...about, occurredAt: expect.any(String) };
		expect(given.created).toEqual({ ...now, event: 'chat.created' });
		expect(given.updated).toEqual({ ...now, event: 'chat.updated', changed: [], previous: {} });
		expect(given.gone).toEqual({ ...now, event: 'chat.deleted' });
		expect(given.connection).toEqual({
			event: 'connection.changed',
			occurredAt: expect.any(String),
			chatID: null,
			chat: null,
			account: null,
			connection: { state: 'connected', reason: null, since: null },
			sample: true,
		});
		expect(given.several).toMatchObject({ event: 'message.sent', messageID: answer.id });
	}, 60_000);

	test('passes the filters', async () => {
		await using desktop = await start();
		const event = 'message.received';
		const { id: keyboards } = desktop.chat('Mechanical Keyboards');
		const { localChatID, accountID } = desktop.chat('Tom Okafor');
		desktop.me.reacts('Sunday Hike', messageIn(desktop, 'Sunday Hike', 'Route as PDF')!.id, '👍');
		const given = await samples(desktop, {
			chat: filtered({ chatIDs: rows('chatID', keyboards) }, event),
			localChat: filtered({ chatIDs: rows('chatID', String(localChatID)) }, event),
			network: filtered({ accountIDs: rows('accountID', accountID) }, event),
			group: filtered({ chatType: 'group' }, event),
			sender: filtered({ senders: rows('sender', desktop.friend('Tom Okafor').id) }, event),
			oldText: filtered({ textContains: 'LAKE PATH' }, event),
			regex: filtered({ textRegex: '^(?=.*ship).*day$' }, event),
			file: filtered({ attachments: 'with' }, event),
			voice: filtered({ messageTypes: ['VOICE'] }, event),
			mention: filtered({ mentionsMe: true }, event),
			neighbours: filtered({ textContains: 'lift', leaveOut: ['archived', 'lowPriority'] }, event),
			myReaction: filtered({ senders: rows('sender', 'me') }, 'reaction.added'),
			herReaction: filtered({ senders: rows('sender', 'others') }, 'reaction.added'),
			groupChat: filtered({ chatType: 'group', leaveOut: ['muted'] }, 'chat.created'),
		});
		const texts = Object.entries(given).map(([name, { plainText, chat }]) => [
			name,
			plainText ?? (chat as IDataObject).title,
		]);
		expect(Object.fromEntries(texts)).toEqual({
			chat: 'Lubed switches are worth it',
			localChat: '',
			network: '',
			group: 'See you at the station, @Robin',
			sender: '',
			oldText: 'The lake path is open again (45)',
			regex: 'Then we ship on Thursday',
			file: 'Route as PDF',
			voice: '',
			mention: 'See you at the station, @Robin',
			neighbours: 'The lift is out of order again',
			myReaction: 'Route as PDF',
			herReaction: 'Yes! Eight at the Lantern',
			groupChat: 'Sunday Hike',
		});
		for (const name of ['localChat', 'network', 'sender', 'voice'] as const) {
			expect(given[name]).toMatchObject({
				chat: { title: 'Tom Okafor' },
				message: { type: 'VOICE' },
			});
		}
	}, 60_000);

	test('brings its files where they are asked for', async () => {
		await using desktop = await start();
		const [item] = await sampled(desktop, {
			...filtered({ attachments: 'with' }, 'message.received'),
			options: { downloadAttachments: true },
		});
		expect(item.json).toMatchObject({
			plainText: 'Route as PDF',
			media: [{ attachment: 0, binary: 'attachment_0', fileName: 'route.pdf' }],
			sample: true,
		});
		const pdf = await readBinary(item.binary!.attachment_0);
		expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
	});

	test('leaves out what the Beeper node sent, as the event would, unless that is wanted', async () => {
		await using desktop = await start({ resolveAfterMs: 20 });
		const items = [{ json: { text: 'from a workflow' } }];
		const send = sendText(desktop.chat(FRIEND).id, { waitUntil: 'sent' });
		expect((await runBeeper(desktop, send, { items })).error).toBeUndefined();
		const given = await samples(desktop, {
			without: on('message.sent'),
			with: { ...on('message.sent'), options: { includeSentByN8n: true } },
		});
		expect(given.without).toMatchObject({
			plainText: 'Yes! Eight at the Lantern',
			sentByN8n: false,
		});
		expect(given.with).toMatchObject({ plainText: 'from a workflow', sentByN8n: true });
	});

	test('where nothing fits, the run asks little and waits for an event', async () => {
		await using desktop = await start();
		await using run = runOf(desktop, filtered({ textContains: 'dragon' }, 'message.received'));
		await patience();
		desktop.clearRequests();
		// A list of chats, then one page of each chat.
		for (let page = 1; page <= 9; page++) {
			await desktop.waitForRequest(MESSAGES, undefined, { timeoutMs: 50_000 });
		}
		expect(desktop.requests.length).toBeLessThanOrEqual(10);
		const more = desktop.waitForRequest(MESSAGES, undefined, { timeoutMs: 1_000 });
		await expect(more).rejects.toThrow('saw no request');
		desktop.friend(FRIEND).writes('a dragon!');
		const result = await run.result;
		expect(result.json('Trigger')).toEqual([expect.objectContaining({ plainText: 'a dragon!' })]);
		expect(result.json('Trigger')[0]).not.toHaveProperty('sample');
	});

	test('gives way to an event that comes while it is looked for', async () => {
		await using desktop = await start();
		desktop.latency(Infinity, { route: MESSAGES });
		await using run = runOf(desktop, received);
		await desktop.waitForRequest(MESSAGES, undefined, { at: 'arrived', timeoutMs: 50_000 });
		desktop.friend(FRIEND).writes('just now');
		const result = await run.result;
		expect(result.json('Trigger')).toEqual([expect.objectContaining({ plainText: 'just now' })]);
		expect(result.json('Trigger')[0]).not.toHaveProperty('sample');
		await desktop.waitForSocketClosed();
		expect(desktop.sockets).toBe(0);
	});

	test('waits for the files of an event that came in time', async () => {
		await using desktop = await start();
		desktop.latency(11_000, { route: 'GET /v1/assets/serve' });
		await using run = runOf(desktop, { ...received, options: { downloadAttachments: true } });
		await desktop.waitForSubscription({ timeoutMs: 50_000 });
		const file = { bytes: Buffer.from('cake'), fileName: 'cake.txt', mimeType: 'text/plain' };
		desktop.friend(FRIEND).writes('with a file', { attachment: file });
		await patience();
		desktop.clearRequests();
		const result = await run.result;
		expect(result.json('Trigger')).toEqual([
			expect.objectContaining({ plainText: 'with a file', media: [expect.anything()] }),
		]);
		expect(result.json('Trigger')[0]).not.toHaveProperty('sample');
		// Nothing was looked for meanwhile.
		expect(desktop.requests).toEqual([]);
	});

	test('is not looked for after the run was cancelled', async () => {
		await using desktop = await start();
		const run = runOf(desktop, received);
		await desktop.waitForSubscription({ timeoutMs: 50_000 });
		run.cancel();
		expect((await run.result).status).toBe('canceled');
		await desktop.waitForSocketClosed();
		// A run that goes on: had the first, it would have asked too.
		expect(await sampled(desktop, received)).toHaveLength(1);
		expect(desktop.requests.filter(({ route }) => route === MESSAGES)).toHaveLength(1);
	});

	for (const route of [MESSAGES, 'GET /v1/assets/serve']) {
		test(`cancelled while it is made (${route}), leaves nothing behind`, async () => {
			await using desktop = await start();
			desktop.latency(Infinity, { route });
			const run = runOf(desktop, {
				...filtered({ attachments: 'with' }, 'message.received'),
				options: { downloadAttachments: true },
			});
			await desktop.waitForRequest(route, undefined, { at: 'arrived', timeoutMs: 50_000 });
			run.cancel();
			expect((await run.result).status).toBe('canceled');
			await desktop.waitForRequest(route);
			await desktop.waitForSocketClosed();
			expect([desktop.inFlight, desktop.sockets]).toEqual([0, 0]);
		});
	}

	test('leaves the static data of the node alone', async () => {
		await using desktop = await start();
		await startEngine();
		const { nodeTypes, credentialTypes } = await ourPackage();
		const saved = { 'node:Trigger': { base: 'kept', recent: 'kept' } };
		const workflow = makeWorkflow(triggered(received), nodeTypes, {
			staticData: structuredClone(saved),
		});
		const additionalData = makeAdditionalData(credentialTypes, credentialFor(desktop));
		const given = Promise.withResolvers<INodeExecutionData[][]>();
		const context = new core.TriggerContext(
			workflow,
			workflow.getTriggerNodes()[0],
			additionalData,
			'manual',
			'manual',
			given.resolve,
		);
		const trigger = await workflow.expression.withIsolate(
			async () => await new BeeperTrigger().trigger.call(context),
		);
		await trigger.manualTriggerFunction!();
		expect((await given.promise)[0][0].json).toMatchObject({ sample: true });
		await trigger.closeFunction!();
		expect(workflow.staticData).toEqual(saved);
	});

	test('shares the socket of the active trigger, which goes on as if nothing had been', async () => {
		await using desktop = await start();
		await using active = await listening(desktop, triggered(received));
		const [item] = await sampled(desktop, received);
		expect(item.json).toMatchObject({ sample: true });
		expect(desktop.sockets).toBe(1);
		expect(active.emitted.all).toEqual([]);
		desktop.friend(FRIEND).writes('for the active one');
		expect(await nextJson(active)).toMatchObject({ plainText: 'for the active one' });
		expect(desktop.connections).toHaveLength(1);
	}, 60_000);
});
