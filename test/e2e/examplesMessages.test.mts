import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { INodeParameters } from 'n8n-workflow';
import type { Desktop } from '../double/driver.mts';
import { wav } from '../double/seed/files.mts';
import { start } from '../double/start.mts';
import type { WorkflowFile } from '../engine/workflow.mts';
import { isEnded, N8n, until } from '../n8n/index.mts';
import { beeperCredential, byID, FRIEND } from './given.mts';
import { Model } from './model.mts';

const NOTE = 'Note to self';

let n8n: N8n;
beforeAll(async () => {
	n8n = await N8n.start();
});
afterAll(async () => await n8n[Symbol.asyncDispose]());

/** The example as it is published, with what its note tells the user to set. */
function example(name: string, set: Record<string, INodeParameters> = {}): WorkflowFile {
	const file = path.resolve(import.meta.dirname, '../../examples', `${name}.json`);
	const workflow = JSON.parse(readFileSync(file, 'utf8')) as WorkflowFile;
	for (const [node, parameters] of Object.entries(set)) {
		Object.assign(workflow.nodes.find((one) => one.name === node)!.parameters!, parameters);
	}
	return workflow;
}

const openAi = async ({ url }: Model) =>
	await n8n.addCredential('openAiApi', { apiKey: 'sk-none', url });

/** Publishes it; given back once it listens, and unpublished at the end of the test. */
async function published(desktop: Desktop, model: Model, workflow: WorkflowFile) {
	const credentials = [await beeperCredential(n8n, desktop), await openAi(model)];
	const id = await n8n.addWorkflow(workflow, credentials);
	await n8n.publish(id);
	await desktop.waitForSubscription({ timeoutMs: 30_000 });
	return {
		/** Resolves once so many executions have ended, all of them well. */
		async ran(count: number) {
			const rows = await until('the executions to end', async () => {
				const ended = (await n8n.executions(id)).filter(isEnded);
				return ended.length >= count && ended;
			});
			expect(rows.map(({ status }) => status)).toEqual(Array(count).fill('success'));
		},
		[Symbol.asyncDispose]: async () => await n8n.unpublish(id),
	};
}

/** The user's messages in a chat that were not there before, oldest first. */
const sentTo = (desktop: Desktop, chat: string, known: Set<string>) =>
	desktop.messages(chat).filter(({ id, isSender }) => isSender && !known.has(id));

const idsIn = (desktop: Desktop, chat: string) =>
	new Set(desktop.messages(chat).map(({ id }) => id));

describe('unread digest', () => {
	/** Runs it now, and gives the digest as it stands in the chat; undefined if there is none. */
	async function digest(desktop: Desktop): Promise<string | undefined> {
		const own = { chatID: byID(desktop.chat(NOTE).id) };
		const known = idsIn(desktop, NOTE);
		const credentials = [await beeperCredential(n8n, desktop)];
		const workflow = example('unread-digest', { 'Send it to me': own });
		const id = await n8n.addWorkflow(workflow, credentials);
		const result = await n8n.run(id, 'Every morning');
		expect(result.error).toBeUndefined();
		const sent = sentTo(desktop, NOTE, known);
		expect(sent.length).toBeLessThanOrEqual(1);
		return sent[0]?.text?.replaceAll('<br>', '\n');
	}

	test('tells who wrote what on all networks, in one message, and reads nothing away', async () => {
		await using desktop = await start();
		desktop.friend('Tom Okafor').writes('Is *this* _still_ on?\nSay so [now](https://a.example)');
		const voice = { bytes: wav(1), fileName: 'v.wav', mimeType: 'audio/wav' };
		desktop.friend('Tom Okafor').writes('', { attachment: { ...voice, type: 'voice-note' } });
		const aiko = desktop.friend('Aiko Tanaka', 'Sunday Hike');
		for (let at = 1; at <= 7; at++) aiko.writes(`Idea ${at} ${'🥾'.repeat(at === 7 ? 200 : 1)}`);
		// None of these is to be in it, unread as they are.
		desktop.friend('Lindenhof Dental').writes('In the archive');
		desktop.friend('Flat 3', 'Building 14 Neighbours').writes('Muted');
		desktop.me.changes('Mechanical Keyboards', { isMuted: false });
		desktop.friend('Vera Novak', 'Mechanical Keyboards').writes('Low priority');
		desktop.me.changes(NOTE, { isMarkedUnread: true });
		const unread = () =>
			[FRIEND, 'Sunday Hike', 'Tom Okafor'].map((chat) => desktop.chat(chat).unreadCount);
		const before = unread();

		expect(await digest(desktop)).toBe(
			[
				'☀️ <strong>10 unread messages in 3 chats</strong>',
				'',
				'<strong>— WhatsApp —</strong>',
				'<strong>Sunday Hike</strong> (7)',
				'… 2 earlier',
				...[3, 4, 5, 6].map((at) => `• Aiko Tanaka: Idea ${at} 🥾`),
				`• Aiko Tanaka: Idea 7 ${'🥾'.repeat(152)}…`,
				'<strong>Mara Lindqvist</strong> (1)',
				'• Shall I book a table for four?',
				'',
				'<strong>— Telegram —</strong>',
				'<strong>Tom Okafor</strong> (2)',
				'• Is *this* _still_ on? Say so [now](https://a.example)',
				'• 🎤 Voice message',
			].join('\n'),
		);
		expect(unread()).toEqual(before);
	});

	test('a chat that cannot be read costs none of the others', async () => {
		await using desktop = await start();
		const tom = desktop.friend('Tom Okafor');
		tom.writes('Hello');
		const { chatID } = tom;
		desktop.failNext(
			({ route, params }) =>
				route === 'GET /v1/chats/{chatID}/messages' && params.chatID === chatID,
			{ status: 404 },
		);
		const text = await digest(desktop);
		expect(text).toContain('<strong>Tom Okafor</strong> (1)\n• (these messages could not be read)');
		expect(text).toContain('Shall I book a table for four?');
	});

	test('is cut where it would get too long, and says what is left out', async () => {
		await using desktop = await start();
		for (let at = 1; at <= 30; at++) {
			const { id: chat } = desktop.me.opensChat({
				accountID: desktop.chat(FRIEND).accountID,
				type: 'group',
				others: desktop.chat(FRIEND).participants.items.filter(({ isSelf }) => !isSelf),
				title: `Group ${at}`,
			});
			for (let one = 0; one < 3; one++) desktop.friend(FRIEND, chat).writes('word '.repeat(100));
		}
		const text = (await digest(desktop))!;
		expect(text).toContain('<strong>91 unread messages in 31 chats</strong>');
		expect(text.length).toBeLessThan(5_000);
		const told = text.match(/\(\d\)/g)!.length;
		const [, chats] = /… and \d+ unread messages in (\d+) chats more$/.exec(text)!;
		expect(told + Number(chats)).toBe(31);
		expect(told).toBeGreaterThan(5);
	});

	test('is not sent if nothing is unread', async () => {
		await using desktop = await start();
		desktop.me.reads(FRIEND);
		expect(await digest(desktop)).toBeUndefined();
		// Marked as unread by hand, one's own notes are no news either.
		desktop.me.changes(NOTE, { isMarkedUnread: true });
		expect(await digest(desktop)).toBeUndefined();
	});
});

describe('voice notes to text', () => {
	test('the recording goes to OpenAI, and its text back as a reply, once', async () => {
		await using desktop = await start();
		await using model = await Model.start(() => ({ text: '' }), ' I am late, start without me. ');
		await using active = await published(desktop, model, example('voice-note-to-text'));
		const known = idsIn(desktop, FRIEND);
		const bytes = wav(2);
		const mara = desktop.friend(FRIEND);
		// Neither a text nor a picture nor a sound file is a voice note, nor one in a group for everybody.
		mara.writes('Wait, I will tell you');
		mara.writes('', { attachment: { bytes, fileName: 'song.wav', mimeType: 'audio/wav' } });
		const file = { bytes, fileName: 'voice.wav', mimeType: 'audio/wav', duration: 2 };
		const attachment = { ...file, type: 'voice-note' as const };
		desktop.friend(FRIEND, 'Sunday Hike').writes('', { attachment });
		const note = mara.writes('', { attachment });

		await active.ran(1);
		expect(model.recordings).toMatchObject([{ fileName: 'voice.wav' }]);
		expect(model.recordings[0].form.includes(bytes)).toBe(true);
		const replies = sentTo(desktop, FRIEND, known);
		expect(replies).toMatchObject([{ linkedMessageID: note.id }]);
		expect(replies[0].text).toBe('🎤 I am late, start without me.');
	});
});

describe('support bot', () => {
	/** The example with some of its settings changed, as in its node of that name. */
	function bot(settings: Record<string, number>): WorkflowFile {
		const workflow = example('support-bot');
		const { parameters } = workflow.nodes.find(({ name }) => name === 'Settings')!;
		type Setting = { name: string; value: unknown };
		const { assignments } = parameters!.assignments as unknown as { assignments: Setting[] };
		for (const one of assignments) one.value = settings[one.name] ?? one.value;
		return workflow;
	}

	/** The stand-in, whose clock can be put back, a model that counts its answers, and the bot between them. */
	async function given(settings: Record<string, number> = {}) {
		// What is in the chats at the beginning is from the day before, so that the bot is not quiet from the start.
		const clock = { hoursAgo: 24 };
		const desktop = await start({ now: () => Date.now() - clock.hoursAgo * 3_600_000 });
		clock.hoursAgo = 0;
		let answers = 0;
		const model = await Model.start(() => ({ text: `Answer ${++answers}` }));
		const active = await published(desktop, model, bot({ waitSeconds: 1, ...settings }));
		return {
			...{ clock, desktop, model, active },
			/** What was written through the API, with what it answers. */
			answersTo: (chat: string) =>
				desktop
					.messages(chat)
					.filter(({ isSender, text }) => isSender && text?.startsWith('🤖'))
					.map(({ text, linkedMessageID }) => [text, linkedMessageID]),
			async [Symbol.asyncDispose]() {
				await active[Symbol.asyncDispose]();
				await model[Symbol.asyncDispose]();
				await desktop[Symbol.asyncDispose]();
			},
		};
	}

	test('answers until you do; then it is quiet in this chat, and only there', async () => {
		await using here = await given();
		const { desktop, active, answersTo } = here;
		const mara = desktop.friend(FRIEND);
		const first = mara.writes('Are you open on Saturday?');
		await active.ran(1);
		expect(answersTo(FRIEND)).toEqual([['🤖 Answer 1', first.id]]);

		// What the bot wrote is not an answer of yours.
		const second = mara.writes('And on Sunday?');
		await active.ran(2);
		const both = [
			['🤖 Answer 1', first.id],
			['🤖 Answer 2', second.id],
		];
		expect(answersTo(FRIEND)).toEqual(both);

		desktop.me.writes(FRIEND, 'Nina here. For you we open.');
		mara.writes('Thank you!');
		await active.ran(3);
		expect(answersTo(FRIEND)).toEqual(both);

		const third = desktop.friend('Tom Okafor').writes('Do you ship abroad?');
		await active.ran(4);
		expect(answersTo('Tom Okafor')).toEqual([['🤖 Answer 3', third.id]]);
		expect(answersTo(FRIEND)).toEqual(both);
	});

	test('answers again when your own answer is twelve hours old', async () => {
		await using here = await given();
		const { clock, desktop, active, answersTo } = here;
		const writesHoursAgo = (hours: number, text: string) => {
			clock.hoursAgo = hours;
			desktop.me.writes(FRIEND, text);
			clock.hoursAgo = 0;
		};
		writesHoursAgo(13, 'Good morning');
		const question = desktop.friend(FRIEND).writes('Is it ready?');
		await active.ran(1);
		expect(answersTo(FRIEND)).toEqual([['🤖 Answer 1', question.id]]);

		writesHoursAgo(11, 'It is');
		desktop.friend(FRIEND).writes('Great');
		await active.ran(2);
		expect(answersTo(FRIEND)).toHaveLength(1);
	});

	test('several messages in a row are answered once, with the conversation in view', async () => {
		await using here = await given({ waitSeconds: 3 });
		const { desktop, model, active, answersTo } = here;
		const mara = desktop.friend(FRIEND);
		mara.writes('I have a question');
		const last = mara.writes('When is my bicycle ready?');
		await active.ran(2);

		expect(answersTo(FRIEND)).toEqual([['🤖 Answer 1', last.id]]);
		const [system, prompt] = model.transcript;
		expect(system.content).toContain('You answer the customers of a small shop.');
		expect(prompt.content).toContain(
			[
				'Mara Lindqvist: Are we still on for dinner on Friday?',
				'Me: Yes! Eight at the Lantern',
			].join('\n'),
		);
		expect(prompt.content).toContain(
			['Mara Lindqvist: I have a question', 'Mara Lindqvist: When is my bicycle ready?'].join('\n'),
		);
	});

	test('two bots do not talk for ever', async () => {
		await using here = await given({ mostPerHour: 2 });
		const { desktop, active, answersTo } = here;
		for (let at = 1; at <= 3; at++) {
			desktop.friend(FRIEND).writes(`I am a bot, too (${at})`);
			await active.ran(at);
		}
		expect(answersTo(FRIEND)).toHaveLength(2);
	});
});
