import fc from 'fast-check';
import type { Filters } from '../../../dist/nodes/BeeperTrigger/settings/filters.js';
import {
	needsChat,
	needsSelf,
	passesChat,
	passesEarly,
	passesMention,
	type Subject,
} from '../../../dist/nodes/BeeperTrigger/settings/filter.js';
import type { Message } from '../../../dist/nodes/shared/model/message.js';

const all: Filters = {
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

const photo = { type: 'img', fileName: 'cake.jpg' };

/** What Mara wrote in a group on WhatsApp, or something else about it. */
const written = ({ message, ...rest }: Partial<Subject> = {}): Subject => ({
	chatID: '!hike',
	accountID: 'whatsapp',
	actorID: '@mara',
	isSender: false,
	plainText: 'Invoice 42 is here',
	message: {
		id: '1',
		chatID: '!hike',
		accountID: 'whatsapp',
		timestamp: '2026-11-20T10:00:00Z',
		type: 'TEXT',
		...message,
	} as Message,
	...rest,
});

const withMessage = (message: object) => written({ message: message as Message });
const mine: Partial<Subject> = { actorID: '@robin', isSender: true };
const chatCreated: Subject = { chatID: '!hike', accountID: 'whatsapp' };

describe('passesEarly', () => {
	const cases: Array<[string, Partial<Filters>, Subject, boolean]> = [
		['no filter: a message', {}, written(), true],
		['no filter: a new chat', {}, chatCreated, true],

		['the chat', { chatIDs: new Set(['!hike']) }, written(), true],
		['one of the chats', { chatIDs: new Set(['!other', '!hike']) }, chatCreated, true],
		['another chat', { chatIDs: new Set(['!other']) }, written(), false],
		['a local ID, which only the chat knows', { chatIDs: new Set(['17']) }, written(), true],

		['the account', { accountIDs: new Set(['whatsapp']) }, written(), true],
		['another account', { accountIDs: new Set(['signal']) }, written(), false],
		['an account not known yet', { accountIDs: new Set(['x']) }, { chatID: '!hike' }, true],

		['the sender', { senders: new Set(['@mara']) }, written(), true],
		['another sender', { senders: new Set(['@priya']) }, written(), false],
		['others: Mara', { senders: new Set(['others']) }, written(), true],
		['others: me', { senders: new Set(['others']) }, written(mine), false],
		[
			'others: no word of it being me',
			{ senders: new Set(['others']) },
			written({ isSender: undefined }),
			true,
		],
		['me: me', { senders: new Set(['me']) }, written(mine), true],
		['me: Mara', { senders: new Set(['me']) }, written(), false],
		['me by my ID', { senders: new Set(['@robin']) }, written(mine), true],
		['me or Mara', { senders: new Set(['me', '@mara']) }, written(), true],
		[
			'me, whose ID is not known',
			{ senders: new Set(['me']) },
			written({ ...mine, actorID: undefined }),
			true,
		],
		['nobody known', { senders: new Set(['others']) }, chatCreated, false],

		['a text with the words', { textContains: 'invoice 42' }, written(), true],
		['a text without', { textContains: 'receipt' }, written(), false],
		['ß and SS', { textContains: 'STRASSE' }, written({ plainText: 'Hauptstraße' }), true],
		[
			'a Greek word, cut',
			{ textContains: 'ΟΔΟΣ' },
			written({ plainText: 'Η οδός, οδοσήμανση' }),
			true,
		],
		[
			'é in one and in two',
			{ textContains: 'caf\u00e9' },
			written({ plainText: 'cafe\u0301' }),
			true,
		],
		['e for é', { textContains: 'cafe' }, written({ plainText: 'caf\u00e9' }), false],
		['no text known', { textContains: 'a' }, chatCreated, false],
		['an empty text', { textContains: 'a' }, written({ plainText: '' }), false],

		['a pattern', { textRegex: /^Invoice \d+/ }, written(), true],
		['a pattern in another case', { textRegex: /^invoice/ }, written(), false],
		['a pattern with a flag', { textRegex: /^invoice/i }, written(), true],
		['a pattern, an empty text', { textRegex: /^$/ }, written({ plainText: '' }), true],
		['a pattern, no text known', { textRegex: /^$/ }, chatCreated, false],
		['both, one fails', { textContains: 'invoice', textRegex: /^\d/ }, written(), false],

		['the type', { messageTypes: new Set(['IMAGE', 'TEXT']) }, written(), true],
		['another type', { messageTypes: new Set(['IMAGE']) }, written(), false],
		['no type', { messageTypes: new Set(['TEXT']) }, withMessage({ type: undefined }), false],
		['no message to have a type', { messageTypes: new Set(['TEXT']) }, chatCreated, false],

		['with: a photo', { attachments: 'with' }, withMessage({ attachments: [photo] }), true],
		['with: an empty list', { attachments: 'with' }, withMessage({ attachments: [] }), false],
		['with: no list', { attachments: 'with' }, written(), false],
		['without: a photo', { attachments: 'without' }, withMessage({ attachments: [photo] }), false],
		['without: no list', { attachments: 'without' }, written(), true],
		['without: no message', { attachments: 'without' }, chatCreated, false],

		['mentions me: somebody', { mentionsMe: true }, withMessage({ mentions: ['@x'] }), true],
		['mentions me: nobody', { mentionsMe: true }, withMessage({ mentions: null }), false],
		['mentions me: no message', { mentionsMe: true }, chatCreated, false],

		['what the chat says', { chatType: 'single', leaveOut: new Set(['muted']) }, written(), true],
	];

	test.each(cases)('%s', (_, filters, subject, passes) => {
		expect(passesEarly({ ...all, ...filters }, subject)).toBe(passes);
	});

	test('a pattern that takes for ever on a text does not match it, and n8n goes on', () => {
		const text = `${'a'.repeat(60)}!`;
		expect(passesEarly({ ...all, textRegex: /^(a+)+$/ }, written({ plainText: text }))).toBe(false);
		expect(passesEarly({ ...all, textRegex: /^(a+)+$/ }, written({ plainText: 'aaa' }))).toBe(true);
	});
});

describe('passesChat', () => {
	const chat = {
		id: '!hike',
		localChatID: '17',
		type: 'group',
		accountID: 'whatsapp',
		isArchived: false,
		isMuted: true,
		isLowPriority: null,
	};
	const cases: Array<[string, Partial<Filters>, object, boolean]> = [
		['no filter', {}, {}, true],
		['a group', { chatType: 'group' }, {}, true],
		['no direct chat', { chatType: 'single' }, {}, false],
		['a type not known', { chatType: 'single' }, { type: null }, false],
		['muted', { leaveOut: new Set(['muted']) }, {}, false],
		['not archived', { leaveOut: new Set(['archived']) }, {}, true],
		['archived', { leaveOut: new Set(['archived']) }, { isArchived: true }, false],
		['muted or not, not known', { leaveOut: new Set(['muted']) }, { isMuted: null }, true],
		['archived or not, not known', { leaveOut: new Set(['archived']) }, { isArchived: null }, true],
		['low priority not known', { leaveOut: new Set(['lowPriority']) }, {}, true],
		['low priority', { leaveOut: new Set(['lowPriority']) }, { isLowPriority: true }, false],
		['the chat by its local ID', { chatIDs: new Set(['17']) }, {}, true],
		['the chat by its ID', { chatIDs: new Set(['18', '!hike']) }, {}, true],
		['another local ID', { chatIDs: new Set(['18']) }, {}, false],
		['no local ID known', { chatIDs: new Set(['17']) }, { localChatID: undefined }, false],
		['the account', { accountIDs: new Set(['whatsapp']) }, {}, true],
		['another account', { accountIDs: new Set(['signal']) }, {}, false],
	];

	test.each(cases)('%s', (_, filters, change, passes) => {
		expect(passesChat({ ...all, ...filters }, { ...chat, ...change })).toBe(passes);
	});
});

test.each<[Partial<Filters>, boolean]>([
	[{}, false],
	[{ chatIDs: new Set(['!hike']), senders: new Set(['me']), mentionsMe: true }, false],
	[{ chatIDs: new Set(['!hike', '17']) }, true],
	[{ accountIDs: new Set(['whatsapp']) }, true],
	[{ chatType: 'group' }, true],
	[{ leaveOut: new Set(['muted']) }, true],
])('the chat has to be known for %j: %s', (filters, isNeeded) => {
	expect(needsChat({ ...all, ...filters })).toBe(isNeeded);
});

test('my own ID has to be known for mentions alone', () => {
	expect([needsSelf(all), needsSelf({ ...all, mentionsMe: true })]).toEqual([false, true]);
});

test.each([
	[['@mara', '@robin'], '@robin', true],
	[['@mara'], '@robin', false],
	[['@room'], '@robin', true],
	[['@room'], undefined, true],
	[['@mara'], undefined, false],
	[[], '@robin', false],
	[null, '@robin', false],
])('mentions of %j mention %s: %s', (mentions, selfID, isMentioned) => {
	expect(passesMention({ mentions } as unknown as Message, selfID)).toBe(isMentioned);
});

test('no message mentions nobody', () => {
	expect(passesMention(undefined, '@robin')).toBe(false);
});

describe('whatever the filters', () => {
	const some = <T,>(...values: T[]) =>
		fc.uniqueArray(fc.constantFrom(...values)).map((list) => new Set(list));
	const anyFilters: fc.Arbitrary<Filters> = fc.record({
		chatIDs: some('!hike', '!other', '17', '18'),
		accountIDs: some('whatsapp', 'signal'),
		chatType: fc.constantFrom('any', 'single', 'group'),
		senders: some('me', 'others', '@mara', '@robin'),
		textContains: fc.constantFrom('', 'a', 'B'),
		textRegex: fc.constantFrom(undefined, /a/, /^b/i),
		messageTypes: some('TEXT', 'IMAGE'),
		attachments: fc.constantFrom('any', 'with', 'without'),
		mentionsMe: fc.boolean(),
		leaveOut: some('archived', 'muted', 'lowPriority'),
	});
	const maybe = <T,>(...values: T[]) => fc.constantFrom(undefined, ...values);
	const anySubject: fc.Arbitrary<Subject> = fc.record({
		chatID: fc.constantFrom('!hike', '!other'),
		accountID: maybe('whatsapp', 'signal'),
		actorID: maybe('@mara', '@robin'),
		isSender: maybe(true, false),
		plainText: maybe('', 'a', 'Ab', 'ba'),
		message: fc.option(
			fc.record({
				type: maybe('TEXT', 'IMAGE'),
				attachments: maybe([], [photo]),
				mentions: maybe([], ['@room'], ['@mara']),
			}),
			{ nil: undefined },
		) as fc.Arbitrary<Message | undefined>,
	});
	const anyChat = fc.record({
		id: fc.constantFrom('!hike', '!other'),
		localChatID: maybe('17', '18'),
		accountID: fc.constantFrom('whatsapp', 'signal', null),
		type: fc.constantFrom('single', 'group', null),
		isArchived: fc.constantFrom(true, false, null),
		isMuted: fc.constantFrom(true, false, null),
		isLowPriority: fc.constantFrom(true, false, null),
	});

	/** Each filter by itself, the others not set. */
	const each = (filters: Filters) =>
		Object.keys(all).map((name) => ({ ...all, [name]: filters[name as keyof Filters] }) as Filters);

	test('what passes all together is what passes each of them', () => {
		fc.assert(
			fc.property(anyFilters, anySubject, anyChat, (filters, subject, chat) => {
				expect(passesEarly(filters, subject)).toBe(
					each(filters).every((one) => passesEarly(one, subject)),
				);
				expect(passesChat(filters, chat)).toBe(each(filters).every((one) => passesChat(one, chat)));
			}),
		);
	});

	test('a chat that is named by its ID needs no asking: both parts agree', () => {
		fc.assert(
			fc.property(some('!hike', '!other'), anySubject, anyChat, (chatIDs, { chatID }, chat) => {
				const filters = { ...all, chatIDs };
				expect(needsChat(filters)).toBe(false);
				expect(passesChat(filters, { ...chat, id: chatID })).toBe(passesEarly(filters, { chatID }));
			}),
		);
	});
});
