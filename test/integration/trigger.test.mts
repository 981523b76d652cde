import { readFileSync } from 'node:fs';
import path from 'node:path';
import { start } from '../double/start.mts';
import { activate, testRun } from '../engine/index.mts';
import { byID, credentialFor, FRIEND, sendText } from './given.mts';
import { both, emitted, listening, nextJson, received, sent, triggered } from './triggered.mts';
import { inFastTime } from './time.mts';

inFastTime();

/** What the editor previews as the trigger's output. */
const schema = JSON.parse(
	readFileSync(
		path.resolve(import.meta.dirname, '../../nodes/BeeperTrigger/__schema__/v1.0.0.json'),
		'utf8',
	),
) as { properties: object };

describe('an active trigger', () => {
	test('starts the workflow when a friend writes, with message, chat and account', async () => {
		await using desktop = await start();
		await using active = await listening(desktop, triggered(received));
		const message = desktop.friend(FRIEND).writes('Hi **there**');
		const json = await nextJson(active);
		expect(Object.keys(json).sort()).toEqual(Object.keys(schema.properties).sort());
		expect(json).toEqual({
			event: 'message.received',
			occurredAt: message.timestamp,
			chatID: message.chatID,
			messageID: message.id,
			plainText: 'Hi **there**',
			message: expect.objectContaining({ id: message.id, senderName: FRIEND, text: message.text }),
			chat: {
				id: message.chatID,
				title: FRIEND,
				type: 'single',
				network: 'WhatsApp',
				accountID: message.accountID,
				isArchived: false,
				isMuted: false,
				isLowPriority: false,
				isPinned: true,
			},
			account: {
				accountID: message.accountID,
				network: 'WhatsApp',
				user: expect.objectContaining({ fullName: 'Robin Hale' }),
			},
		});
	});

	test('gives each message once, in order: repeats, edits, reactions and receipts are not new', async () => {
		await using desktop = await start();
		await using active = await listening(desktop, triggered(received));
		const friend = desktop.friend(FRIEND);
		const first = friend.writes('one');
		friend.edits(first.id, 'one, edited');
		friend.reacts(first.id, '👍');
		desktop.me.reads(FRIEND);
		desktop.me.writes(FRIEND, 'mine');
		friend.edits('1344007', 'an old message, edited');
		friend.writes('two');
		await active.emitted.wait(({ items }) => items[0][0].json.plainText === 'two');
		expect(emitted(active).map(({ plainText }) => plainText)).toEqual(['one', 'two']);
	});

	test('asks nothing per message: chat and account are known', async () => {
		await using desktop = await start();
		await using active = await listening(desktop, triggered(received));
		desktop.clearRequests();
		for (let i = 0; i < 20; i++) desktop.friend(FRIEND).writes(`${i}`);
		await active.emitted.wait(({ items }) => items[0][0].json.plainText === '19');
		// Both were in what was looked through when it connected.
		expect(desktop.requests).toEqual([]);
	});

	test('fetches messages that a frame names without carrying them', async () => {
		await using desktop = await start();
		await using active = await listening(desktop, triggered(received));
		desktop.withoutEntries();
		desktop.friend(FRIEND).writes('not in the frame');
		expect(await nextJson(active)).toMatchObject({ plainText: 'not in the frame' });
	});

	test('listens to the chosen chats only, and asks nothing about the others', async () => {
		await using desktop = await start();
		const chosen = desktop.chat('Priya Nair').id;
		const filters = { chatIDs: { values: [{ chatID: byID(chosen) }] } };
		await using active = await listening(desktop, triggered({ ...received, filters }));
		desktop.clearRequests();
		desktop.friend(FRIEND).writes('elsewhere');
		desktop.friend('Priya Nair').writes('here');
		expect(await nextJson(active)).toMatchObject({ plainText: 'here' });
		expect(desktop.requests).toEqual([]);
	});

	test('survives malformed, unknown and odd frames', async () => {
		await using desktop = await start();
		await using active = await listening(desktop, triggered(received));
		for (const frame of [
			'{',
			'[]',
			'null',
			'{"type":"message.stream"}',
			'{"type":"message.upserted"}',
			'{"type":"message.upserted","chatID":"c","ids":[7],"entries":[null]}',
		]) {
			desktop.sendRaw(frame);
		}
		desktop.friend(FRIEND).writes('still there?');
		expect(await nextJson(active)).toMatchObject({ plainText: 'still there?' });
	});

	test('dials again after dropped connections, with one socket, and never calls emitError', async () => {
		await using desktop = await start();
		await using active = await listening(desktop, triggered(received));
		for (let i = 0; i < 3; i++) {
			desktop.dropSockets();
			await desktop.waitForSubscription();
		}
		expect(desktop.sockets).toBe(1);
		desktop.friend(FRIEND).writes('after three drops');
		expect(await nextJson(active)).toMatchObject({ plainText: 'after three drops' });
		expect(active.errors.all).toEqual([]);
		expect(active.failedExecutions.all).toEqual([]);
	}, 60_000);

	test('survives a restart of Beeper', async () => {
		await using desktop = await start();
		await using active = await listening(desktop, triggered(received));
		await desktop.restart({ downMs: 300 });
		await desktop.waitForSubscription({ timeoutMs: 20_000 });
		desktop.friend(FRIEND).writes('back again');
		expect(await nextJson(active)).toMatchObject({ plainText: 'back again' });
		expect(active.logs.some(({ message }) => message.includes('tries again in'))).toBe(true);
	}, 60_000);

	test('starts although Beeper is not running, and listens once it is', async () => {
		await using desktop = await start();
		await desktop.stop();
		await using active = await activate(triggered(received), {
			credentials: credentialFor(desktop),
		});
		await desktop.listenAgain();
		await desktop.waitForSubscription({ timeoutMs: 20_000 });
		desktop.friend(FRIEND).writes('good morning');
		expect(await nextJson(active)).toMatchObject({ plainText: 'good morning' });
	}, 60_000);

	test('a wrong token fails activation with a clear sentence', async () => {
		await using desktop = await start();
		const wrong = { beeperApi: { baseUrl: desktop.url, accessToken: 'wrong' } };
		await expect(activate(triggered(received), { credentials: wrong })).rejects.toThrow(
			'Beeper does not accept the access token',
		);
		expect(desktop.sockets).toBe(0);
	});

	test.each(['init', 'leadershipChange'] as const)(
		'but not when n8n itself starts (%s)',
		async (mode) => {
			await using desktop = await start();
			const credentials = { beeperApi: { baseUrl: desktop.url, accessToken: 'wrong' } };
			await using active = await activate(triggered(received), { credentials, mode });
			// One failed execution says what is wrong; error workflows see it.
			const error = await active.failedExecutions.wait();
			expect(error.message).toBe('Beeper does not accept the access token');
		},
	);

	test('a token that is revoked later is one failed execution; the workflow stays active', async () => {
		await using desktop = await start();
		await using active = await listening(desktop, triggered(received));
		desktop.revokeToken();
		desktop.dropSockets();
		const error = await active.failedExecutions.wait();
		expect(error.message).toBe('Beeper does not accept the access token');
		expect(active.failedExecutions.all).toHaveLength(1);
		expect(active.errors.all).toEqual([]);
	});

	test('what was written before it was activated is history, also when it comes again', async () => {
		await using desktop = await start();
		const old = desktop.friend(FRIEND).writes('written a while ago', {
			fields: { timestamp: new Date(Date.now() - 10_000).toISOString() },
		});
		await using active = await listening(desktop, triggered(received));
		desktop.friend(FRIEND).edits(old.id, 'and edited now');
		desktop.friend(FRIEND).writes('new');
		expect(await nextJson(active)).toMatchObject({ plainText: 'new' });
	});

	test('deactivation closes the socket at once', async () => {
		await using desktop = await start();
		const active = await listening(desktop, triggered(received));
		await active.deactivate();
		await desktop.waitForSocketClosed();
		expect(desktop.sockets).toBe(0);
		desktop.friend(FRIEND).writes('nobody listens');
		expect(active.emitted.all).toEqual([]);
	});

	test('deactivation during a wait leaves nothing that dials', async () => {
		await using desktop = await start();
		const active = await listening(desktop, triggered(received));
		await desktop.stop();
		await desktop.waitForSocketClosed();
		await active.deactivate();
		await desktop.listenAgain();
		desktop.clearRequests();
		// A trigger of its own: had the first gone on, it would have dialled by the time this one ends.
		await using other = await listening(desktop, triggered(received));
		await other.deactivate();
		await desktop.waitForSocketClosed();
		expect(desktop.sockets).toBe(0);
	});

	test('logs name workflow and node, and hold neither token nor text', async () => {
		await using desktop = await start({ token: 'canary-token' });
		await using active = await listening(desktop, triggered(received));
		desktop.friend(FRIEND).writes('canary-text');
		await active.waitForExecution();
		desktop.dropSockets();
		await desktop.waitForSubscription();
		const logs = JSON.stringify(active.logs);
		expect(logs).toContain('Beeper Trigger \\"Trigger\\" of workflow workflow-1 is connected');
		expect(logs).not.toContain('canary');
	}, 30_000);
});

describe('message.sent', () => {
	test('fires when the user writes in the app, once, under the final ID', async () => {
		await using desktop = await start();
		await using active = await listening(desktop, triggered(both));
		const message = desktop.me.writes(FRIEND, 'typed by me');
		desktop.friend(FRIEND).writes('and the answer');
		await active.emitted.wait(({ items }) => items[0][0].json.plainText === 'and the answer');
		expect(emitted(active)).toEqual([
			expect.objectContaining({ event: 'message.sent', messageID: message.id, sentByN8n: false }),
			expect.objectContaining({ event: 'message.received' }),
		]);
	});

	test.each(['sent', 'accepted'])(
		'leaves out what the Beeper node sends (wait until %s): no loops',
		async (waitUntil) => {
			await using desktop = await start({ resolveAfterMs: 50 });
			const reply = {
				...sendText('={{ $json.chatID }}', { waitUntil }),
				text: 'answer of the workflow',
			};
			await using active = await listening(desktop, triggered(both, reply));
			desktop.friend(FRIEND).writes('a question');
			await desktop.waitForMessage();
			desktop.me.writes(FRIEND, 'typed by me');
			await active.emitted.wait(({ items }) => items[0][0].json.plainText === 'typed by me');
			expect(emitted(active).map(({ plainText }) => plainText)).toEqual([
				'a question',
				'typed by me',
			]);
			await active.deactivate();
		},
		30_000,
	);

	test('gives them, marked, where the user wants them', async () => {
		await using desktop = await start({ resolveAfterMs: 50 });
		const reply = { ...sendText('={{ $json.chatID }}'), text: 'answer of the workflow' };
		const parameters = { ...sent, options: { includeSentByN8n: true } };
		await using active = await listening(desktop, triggered(parameters));
		await using other = await listening(desktop, triggered(received, reply));
		desktop.friend(FRIEND).writes('a question');
		expect(await nextJson(active)).toMatchObject({
			plainText: 'answer of the workflow',
			sentByN8n: true,
		});
		await other.deactivate();
	}, 30_000);

	test('a message that the network refuses was not sent', async () => {
		await using desktop = await start({ resolveAfterMs: 20 });
		await using active = await listening(
			desktop,
			triggered({ ...sent, options: { includeSentByN8n: true } }),
		);
		desktop.failSend({ status: 'FAIL_PERMANENT' });
		const send = async (text: string) =>
			await fetch(`${desktop.url}/v1/chats/10/messages`, {
				method: 'POST',
				headers: { authorization: `Bearer ${desktop.token}`, 'content-type': 'application/json' },
				body: JSON.stringify({ text }),
			});
		await send('refused');
		await send('taken');
		await active.emitted.wait(({ items }) => items[0][0].json.plainText === 'taken');
		expect(emitted(active)).toHaveLength(1);
	});
});

describe('a manual test run', () => {
	test('gets the next message', async () => {
		await using desktop = await start();
		await using run = testRun(triggered(received), 'Trigger', {
			credentials: credentialFor(desktop),
		});
		await desktop.waitForSubscription();
		desktop.friend(FRIEND).writes('for the test');
		const result = await run.result;
		expect(result.status).toBe('success');
		expect(result.json('Trigger')[0]).toMatchObject({
			event: 'message.received',
			plainText: 'for the test',
		});
		await desktop.waitForSocketClosed();
		expect(desktop.sockets).toBe(0);
	});

	test('leaves nothing behind when it is cancelled', async () => {
		await using desktop = await start();
		await using run = testRun(triggered(received), 'Trigger', {
			credentials: credentialFor(desktop),
		});
		await desktop.waitForSubscription();
		run.cancel();
		expect((await run.result).status).toBe('canceled');
		await desktop.waitForSocketClosed();
		expect(desktop.sockets).toBe(0);
	});

	test('says at once that Beeper is not running', async () => {
		await using desktop = await start();
		await desktop.stop();
		await using run = testRun(triggered(received), 'Trigger', {
			credentials: credentialFor(desktop),
		});
		expect((await run.result).error?.message).toBe(`Beeper is not reachable at ${desktop.url}`);
	});

	test('wants at least one event', async () => {
		await using desktop = await start();
		await using run = testRun(triggered({ events: '={{ [] }}' }), 'Trigger', {
			credentials: credentialFor(desktop),
		});
		expect((await run.result).error?.message).toBe("'Trigger On' is empty");
	});
});
