import { start } from '../double/start.mts';
import { runWorkflow, WaitingServer } from '../engine/index.mts';
import { ask, askingIn, resumed, stopWaiting } from './asked.mts';
import { credentialFor, FRIEND, runBeeper } from './given.mts';
import { inFastTime } from './time.mts';

inFastTime();

const GROUP = 'Sunday Hike';
const LIST = 'GET /v1/chats/{chatID}/messages';

/** No wait is to end before time has run out for what is waited for. */
const HOURS = 10_000_000;

afterEach(async () => await stopWaiting());

describe('an approval', () => {
	test('comes by a reply, with who gave it and when', async () => {
		await using desktop = await start();
		await using n8n = await WaitingServer.start();
		const { data, question } = await ask(desktop, n8n);
		await desktop.waitForSubscription();
		const friend = desktop.friend(FRIEND);
		const { id, timestamp } = friend.writes('Yes!');
		expect(await data()).toMatchObject({
			approved: true,
			answer: 'approved',
			via: 'message',
			timedOut: false,
			respondedBy: { id: friend.id, name: FRIEND, isMe: false },
			respondedAt: timestamp,
			message: { id },
			question: { chatID: question.chatID, messageID: question.id },
		});
		expect(resumed(n8n)).toBe(1);
		await desktop.waitForSocketClosed();
	});

	test('comes by a reaction, whatever the skin', async () => {
		await using desktop = await start();
		await using n8n = await WaitingServer.start();
		const { data, question } = await ask(desktop, n8n);
		const friend = desktop.friend(FRIEND);
		friend.reacts(question.id, '🎉');
		friend.reacts(question.id, '👎🏽');
		expect(await data()).toMatchObject({
			approved: false,
			answer: 'declined',
			via: 'reaction',
			respondedBy: { id: friend.id, name: FRIEND, isMe: false },
			reaction: { reactionKey: '👎🏽' },
		});
	});

	test('goes by the words that the user has put down', async () => {
		await using desktop = await start();
		await using n8n = await WaitingServer.start();
		const { data, question } = await ask(desktop, n8n, {
			parameters: { approvalOptions: { values: { approve: 'los geht’s, 🚀', decline: 'warte' } } },
		});
		const friend = desktop.friend(FRIEND);
		friend.writes('yes');
		friend.writes('Los geht’s.');
		expect(question.text).toContain('Reply los geht’s or warte.');
		expect(await data()).toMatchObject({ approved: true, message: { text: 'Los geht’s.' } });
	});

	test('says how to answer, below the question, unless the user has words of their own', async () => {
		await using desktop = await start();
		await using n8n = await WaitingServer.start();
		const { question } = await ask(desktop, n8n, { message: 'Send it?' });
		expect(question.text).toContain('Reply yes or no, or react with 👍 or 👎.');
		const other = await ask(desktop, n8n, { message: 'Send it?', options: { howToAnswer: '' } });
		expect(other.question.text).toBe('Send it?');
	});
});

describe('a choice', () => {
	const choices = {
		choices: {
			values: [
				{ label: 'Tuesday, 10:00', value: 'tue' },
				{ label: 'Wednesday', emoji: '🐪' },
				{ label: 'Never' },
			],
		},
	};
	const asked = { responseType: 'choice', parameters: choices, message: 'When?' };

	test.each([
		['its number', '2.', 'Wednesday'],
		['a keycap', '1️⃣', 'tue'],
		['its text', 'never!', 'Never'],
		['its emoji', '🐪', 'Wednesday'],
	])('is made by %s', async (_, text, answer) => {
		await using desktop = await start();
		await using n8n = await WaitingServer.start();
		const { data, question } = await ask(desktop, n8n, asked);
		expect(question.text).toContain('2. Wednesday');
		desktop.friend(FRIEND).writes('hm');
		desktop.friend(FRIEND).writes(text);
		const found = await data();
		expect(found).toMatchObject({ answer });
		expect(found).not.toHaveProperty('approved');
	});

	test('is made by a reaction', async () => {
		await using desktop = await start();
		await using n8n = await WaitingServer.start();
		const { data, question } = await ask(desktop, n8n, asked);
		desktop.friend(FRIEND).reacts(question.id, '🐪');
		expect(await data()).toMatchObject({ answer: 'Wednesday', via: 'reaction' });
	});

	test('of numbers is what it says', async () => {
		await using desktop = await start();
		await using n8n = await WaitingServer.start();
		const values = ['0', '1', '2'].map((label) => ({ label }));
		const parameters = { choices: { values } };
		const { data, question } = await ask(desktop, n8n, { responseType: 'choice', parameters });
		expect(question.text).toContain('- 0\n- 1\n- 2\n\nReply with one of these.');
		desktop.friend(FRIEND).writes('1');
		expect(await data()).toMatchObject({ answer: '1' });
	});

	test('may be something else, where that is wanted', async () => {
		await using desktop = await start();
		await using n8n = await WaitingServer.start();
		const { data } = await ask(desktop, n8n, { ...asked, options: { onOther: 'take' } });
		desktop.friend(FRIEND).writes('Thursday?');
		expect(await data()).toMatchObject({ answer: 'Thursday?' });
	});
});

test('free text is whatever the next message says', async () => {
	await using desktop = await start();
	await using n8n = await WaitingServer.start();
	const { data, question } = await ask(desktop, n8n, { responseType: 'freeText' });
	desktop.friend(FRIEND).reacts(question.id, '👍');
	desktop.friend(FRIEND).writes('<p>Green, <b>please</b></p>');
	expect(await data()).toMatchObject({ answer: 'Green, please', via: 'message' });
});

describe('whose answer counts', () => {
	test('anyone in the chat, but nothing that a workflow sends', async () => {
		await using desktop = await start();
		await using n8n = await WaitingServer.start();
		const { data } = await ask(desktop, n8n);
		const { chatID } = { chatID: desktop.chat(FRIEND).id };
		const parameters = { resource: 'message', operation: 'send', chatID, text: 'no' };
		expect((await runBeeper(desktop, parameters)).error).toBeUndefined();
		desktop.me.writes(FRIEND, 'yes');
		expect(await data()).toMatchObject({ approved: true, respondedBy: { isMe: true } });
	});

	test('me, also in Note to Self', async () => {
		await using desktop = await start();
		await using n8n = await WaitingServer.start();
		const chat = 'Note to self';
		const { data, question } = await ask(desktop, n8n, { chat, options: { answersFrom: 'me' } });
		desktop.me.reacts(chat, question.id, '👍');
		expect(await data()).toMatchObject({ approved: true, respondedBy: { isMe: true } });
	});

	test('only these people', async () => {
		await using desktop = await start();
		await using n8n = await WaitingServer.start();
		const [first, second] = desktop
			.chat(GROUP)
			.participants.items.filter(({ isSelf }) => !isSelf)
			.map(({ id }) => desktop.friend(id, GROUP));
		const sender = { __rl: true, mode: 'id', value: second.id };
		const options = { answersFrom: 'people', people: { values: [{ sender }] } };
		const { data, question } = await ask(desktop, n8n, { chat: GROUP, options });
		first.writes('no');
		first.reacts(question.id, '👎');
		second.writes('yes');
		expect(await data()).toMatchObject({ approved: true, respondedBy: { id: second.id } });
	});

	test('me, where the list of people was used to say so', async () => {
		await using desktop = await start();
		await using n8n = await WaitingServer.start();
		const sender = { __rl: true, mode: 'list', value: 'me' };
		const options = { answersFrom: 'people', people: { values: [{ sender }] } };
		const { data } = await ask(desktop, n8n, { options });
		desktop.friend(FRIEND).writes('no');
		desktop.me.writes(FRIEND, 'yes');
		expect(await data()).toMatchObject({ approved: true, respondedBy: { isMe: true } });
	});

	test('only replies to the question', async () => {
		await using desktop = await start();
		await using n8n = await WaitingServer.start();
		const { data, question } = await ask(desktop, n8n, { options: { onlyReplies: true } });
		const friend = desktop.friend(FRIEND);
		friend.writes('no');
		const { id } = friend.writes('yes', { replyTo: question.id });
		expect(await data()).toMatchObject({ approved: true, message: { id } });
	});
});

describe('a message that fits no answer', () => {
	test('is told how to answer, a few times at most', async () => {
		await using desktop = await start();
		await using n8n = await WaitingServer.start();
		const { data } = await ask(desktop, n8n, { options: { onOther: 'hint' } });
		const friend = desktop.friend(FRIEND);
		const hints = () =>
			desktop.messages(FRIEND).filter(({ text }) => text?.startsWith('Reply yes'));
		for (const text of ['what?', 'why?', 'who?', 'when?', 'where?']) friend.writes(text);
		friend.writes('yes');
		await data();
		expect(hints().length).toBeLessThanOrEqual(3);
	});

	test('is followed by a confirmation once the answer is there', async () => {
		await using desktop = await start();
		await using n8n = await WaitingServer.start();
		const { data } = await ask(desktop, n8n, { options: { confirmation: 'Thanks, noted.' } });
		desktop.friend(FRIEND).writes('ok 👍');
		await data();
		const isConfirmation = ({ body }: { body?: unknown }) =>
			(body as { text?: string })?.text === 'Thanks, noted.';
		await desktop.waitForRequest('POST /v1/chats/{chatID}/messages', isConfirmation);
	});
});

describe('a limit', () => {
	const limitWaitTime = {
		values: { limitType: 'afterTimeInterval', resumeAmount: 1, resumeUnit: 'minutes' },
	};

	test('ends the wait with the default answer, while somebody listens', async () => {
		await using desktop = await start();
		await using n8n = await WaitingServer.start();
		const { data } = await ask(desktop, n8n, { options: { limitWaitTime, defaultAnswer: 'yes' } });
		expect(await data(HOURS)).toMatchObject({ approved: true, timedOut: true, via: 'limit' });
	});

	test('is declined by default, also while Beeper is away', async () => {
		await using desktop = await start();
		await using n8n = await WaitingServer.start();
		const { data } = await ask(desktop, n8n, { options: { limitWaitTime } });
		await desktop.stop();
		expect(await data(HOURS)).toMatchObject({ approved: false, timedOut: true, respondedBy: null });
	});
});

describe('an answer is heard, once', () => {
	test('that was given while the socket was down', async () => {
		await using desktop = await start();
		await using n8n = await WaitingServer.start();
		const { data } = await ask(desktop, n8n);
		await desktop.waitForSubscription();
		desktop.dropSockets();
		await desktop.waitForSocketClosed();
		desktop.friend(FRIEND).writes('yes');
		expect(await data()).toMatchObject({ approved: true });
		expect(resumed(n8n)).toBe(1);
	});

	test('that was given by a reaction while the socket was down', async () => {
		await using desktop = await start();
		await using n8n = await WaitingServer.start();
		const { data, question } = await ask(desktop, n8n);
		await desktop.waitForSubscription();
		desktop.dropSockets();
		await desktop.waitForSocketClosed();
		desktop.friend(FRIEND).reacts(question.id, '👍');
		expect(await data()).toMatchObject({ approved: true, via: 'reaction' });
	});

	test('that was given over a restart of Beeper', async () => {
		await using desktop = await start();
		await using n8n = await WaitingServer.start();
		const { data } = await ask(desktop, n8n);
		await desktop.stop();
		desktop.friend(FRIEND).writes('yes');
		await desktop.listenAgain();
		expect(await data()).toMatchObject({ approved: true });
		expect(resumed(n8n)).toBe(1);
	});

	test('in a busy group, which is not read all over again for every message', async () => {
		await using desktop = await start();
		await using n8n = await WaitingServer.start();
		const { data } = await ask(desktop, n8n, { chat: GROUP });
		await desktop.waitForSubscription();
		const { id } = desktop.chat(GROUP).participants.items.find(({ isSelf }) => !isSelf)!;
		const friend = desktop.friend(id, GROUP);
		const isRead = ({ route }: { route: string | null }) => route === LIST;
		for (let round = 0; round < 10; round++) {
			for (let at = 0; at < 30; at++) friend.writes(`message ${round} ${at}`);
			const now = performance.timeOrigin + performance.now();
			await desktop.waitForRequest(LIST, ({ startedAt }) => startedAt > now);
		}
		friend.writes('yes');
		expect(await data()).toMatchObject({ approved: true });
		// 300 messages are 15 pages, the newest of which each look reads.
		expect(desktop.requests.filter(isRead).length).toBeLessThan(30);
	});

	test('with a Beeper that cannot say what became of a message', async () => {
		await using desktop = await start({ version: '4.2.557' });
		await using n8n = await WaitingServer.start();
		const { data } = await ask(desktop, n8n, { message: 'May *I*?' });
		desktop.friend(FRIEND).writes('yes');
		const { question, ...found } = await data();
		expect(found).toMatchObject({ approved: true, via: 'message' });
		const { id } = desktop.messages(FRIEND).at(-2)!;
		expect(question).toMatchObject({ messageID: id });
	});

	test('on a network that sends no events', async () => {
		await using desktop = await start();
		await using n8n = await WaitingServer.start();
		const chat = 'Elena Rossi';
		desktop.silence(desktop.chat(chat).accountID);
		const { data } = await ask(desktop, n8n, { chat });
		desktop.friend(chat).writes('no');
		expect(await data(HOURS)).toMatchObject({ approved: false });
	});

	test('while n8n was not to be reached for a moment, at its public address not at all', async () => {
		await using desktop = await start();
		const port = await (async () => {
			await using gone = await WaitingServer.start();
			return Number(new URL(gone.url).port);
		})();
		const url = `http://127.0.0.1:${port}`;
		const file = askingIn(desktop, { url });
		const credentials = credentialFor(desktop);
		const waiting = await runWorkflow(file, { credentials });
		desktop.friend(FRIEND).writes('yes');
		await desktop.waitForRequest(LIST);
		await using n8n = await WaitingServer.start(port);
		const result = await n8n.hold(file, waiting, { credentials });
		expect(result.json('Beeper')[0].data).toMatchObject({ approved: true });
	});
});

describe('two questions in one chat', () => {
	test('"yes" is for the later one, and afterwards for the other', async () => {
		await using desktop = await start();
		await using n8n = await WaitingServer.start();
		const first = await ask(desktop, n8n, { message: 'First?' });
		const second = await ask(desktop, n8n, { message: 'Second?' });
		const friend = desktop.friend(FRIEND);
		friend.writes('yes');
		expect(await second.data()).toMatchObject({ approved: true });
		const isLook = ({ finishedAt }: { finishedAt: number | null }) => finishedAt !== null;
		desktop.clearRequests();
		friend.writes('hm');
		await desktop.waitForRequest(LIST, isLook);
		expect(resumed(n8n)).toBe(1);
		friend.writes('no');
		expect(await first.data()).toMatchObject({ approved: false });
	});

	test('a reply answers the one that it quotes', async () => {
		await using desktop = await start();
		await using n8n = await WaitingServer.start();
		const first = await ask(desktop, n8n, { message: 'First?' });
		const second = await ask(desktop, n8n, { message: 'Second?' });
		const friend = desktop.friend(FRIEND);
		friend.writes('no', { replyTo: first.question.id });
		expect(await first.data()).toMatchObject({ approved: false });
		friend.reacts(second.question.id, '👍');
		expect(await second.data()).toMatchObject({ approved: true });
	});
});

describe('links', () => {
	const options = { links: true };
	const linkIn = (text = '', label: string) => {
		const path = new RegExp(`${label}: https?://[^/]+(/\\S+)`).exec(text)?.[1];
		return path?.replaceAll('&amp;', '&');
	};

	test('change nothing when they are opened, and answer when that is confirmed', async () => {
		await using desktop = await start();
		await using n8n = await WaitingServer.start();
		const { data, question } = await ask(desktop, n8n, { options, message: 'A <b>bold</b> step?' });
		const [yes, no] = ['Yes', 'No'].map((label) => `${n8n.url}${linkIn(question.text, label)}`);
		for (const [link, method] of [
			[yes, 'GET'],
			[no, 'GET'],
			[no, 'PUT'],
		]) {
			const page = await (await fetch(link, { method })).text();
			expect(page).toContain('<button>Confirm</button>');
			expect(page).toContain('A &lt;b&gt;bold&lt;/b&gt; step?');
		}
		expect(resumed(n8n)).toBe(0);
		const thanks = await (await fetch(no, { method: 'POST' })).text();
		expect(thanks).toContain('Thank you');
		expect(await data()).toMatchObject({ approved: false, via: 'link', respondedBy: null });
		// Who listened in the chat does so no longer.
		await desktop.waitForSocketClosed();
	});

	test('cannot be bent to another answer', async () => {
		await using desktop = await start();
		await using n8n = await WaitingServer.start();
		const { question } = await ask(desktop, n8n, { options });
		const no = `${n8n.url}${linkIn(question.text, 'No')}`;
		const bent = no.replace('answer=1', 'answer=0');
		expect(bent).not.toBe(no);
		expect((await fetch(bent, { method: 'POST' })).status).toBe(401);
		const asChat = no.replace('via=link', 'via=chat');
		expect((await fetch(asChat, { method: 'POST' })).status).toBe(401);
		expect(resumed(n8n)).toBe(0);
	});

	test('of a choice give its value', async () => {
		await using desktop = await start();
		await using n8n = await WaitingServer.start();
		const { data, question } = await ask(desktop, n8n, {
			options,
			responseType: 'choice',
			parameters: { choices: { values: [{ label: 'Tuesday', value: 'tue' }, { label: 'Never' }] } },
		});
		await fetch(`${n8n.url}${linkIn(question.text, 'Tuesday')}`, { method: 'POST' });
		expect(await data()).toMatchObject({ answer: 'tue', via: 'link' });
	});
});

test('a question that an execution asks again, until the answer is yes, is heard every time', async () => {
	await using desktop = await start();
	await using n8n = await WaitingServer.start();
	const file = askingIn(desktop, n8n, { message: 'Now?', options: { confirmation: 'Noted.' } });
	const isYes = {
		leftValue: '={{ $json.data.approved }}',
		rightValue: '',
		operator: { type: 'boolean', operation: 'true', singleValue: true },
	};
	const options = { caseSensitive: true, leftValue: '', typeValidation: 'strict', version: 2 };
	file.nodes.push({
		...file.nodes[0],
		id: 'yes',
		name: 'Yes?',
		type: 'n8n-nodes-base.if',
		typeVersion: 2.2,
		parameters: { conditions: { options, conditions: [isYes], combinator: 'and' } },
	});
	const to = (node: string) => [{ node, type: 'main' as const, index: 0 }];
	file.connections.Beeper = { main: [to('Yes?')] };
	file.connections['Yes?'] = { main: [[], to('Beeper')] };
	const credentials = credentialFor(desktop);
	const asked = async () =>
		await desktop.waitForMessage(({ text }) => text?.startsWith('Now?') === true);
	const waiting = await runWorkflow(file, { credentials });
	const end = n8n.hold(file, waiting, { credentials });
	for (const answer of ['no', 'no', 'yes']) {
		await asked();
		desktop.friend(FRIEND).writes(answer);
	}
	expect((await end).status).toBe('success');
	expect(resumed(n8n)).toBe(3);
});

describe('a question ends', () => {
	test('when its execution was deleted', async () => {
		await using desktop = await start();
		await using n8n = await WaitingServer.start();
		const { waiting } = await ask(desktop, n8n);
		await desktop.waitForSubscription();
		n8n.delete(waiting.executionId);
		await desktop.waitForSocketClosed({ timeoutMs: 4_000_000 });
		expect(resumed(n8n)).toBe(0);
	});
});

describe('an error names what is to be mended', () => {
	test.each([
		['no message', { message: ' ' }, "'Message' is empty"],
		[
			'no choices',
			{ responseType: 'choice', parameters: { choices: { values: [{ label: '' }] } } },
			"nothing to choose from in 'Choices'",
		],
		['nobody', { options: { answersFrom: 'people' } }, 'and there are none'],
		[
			'an answer of two meanings',
			{ parameters: { approvalOptions: { values: { approve: 'ok, 👍', decline: 'OK!' } } } },
			'means two things',
		],
		['no address', { options: { n8nUrl: 'localhost' } }, "'Instance URL' is no web address"],
		[
			'a limit that is over',
			{
				options: {
					limitWaitTime: {
						values: { limitType: 'atSpecifiedTime', maxDateAndTime: '2020-01-01T00:00:00' },
					},
				},
			},
			'is over before the question is asked',
		],
	])('%s', async (_, asked, message) => {
		await using desktop = await start();
		const file = askingIn(desktop, { url: 'http://127.0.0.1:9' }, asked);
		const result = await runWorkflow(file, { credentials: credentialFor(desktop) });
		expect(result.error?.message).toContain(message);
		expect(desktop.requests.filter(({ method }) => method === 'POST')).toEqual([]);
	});
});
