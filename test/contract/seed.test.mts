import { believable } from '../double/seed/believable.mts';
import { start } from '../double/start.mts';
import { faultsOf } from './schemas.mts';

describe('the believable seed', () => {
	test('is made of what the official types describe', async () => {
		await using desktop = await start();
		const chats = believable.chats.map(({ id }) => desktop.chat(id));
		const messages = chats.flatMap(({ id }) => desktop.messages(id));
		expect(faultsOf('Account[]', believable.accounts)).toEqual([]);
		expect(faultsOf('Chat[]', chats)).toEqual([]);
		expect(faultsOf('Message[]', messages)).toEqual([]);
		expect(faultsOf('User[]', Object.values(believable.contacts).flat())).toEqual([]);
	});

	test('has what operations and triggers stumble over', async () => {
		await using desktop = await start();
		const chats = believable.chats.map(({ id }) => desktop.chat(id));
		const messages = chats.flatMap(({ id }) => desktop.messages(id));
		const traits: Array<keyof (typeof chats)[number]> = [
			...(['isArchived', 'isMuted', 'isPinned', 'isLowPriority', 'isReadOnly'] as const),
			...(['unreadCount', 'messageExpirySeconds', 'labels'] as const),
		];
		for (const trait of traits) expect(chats.some((chat) => chat[trait])).toBe(true);
		expect(chats.some(({ participants: { items } }) => items.every(({ isSelf }) => isSelf))).toBe(
			true,
		);
		expect(chats.some(({ capabilities }) => capabilities === undefined)).toBe(true);
		const kinds = ['IMAGE', 'FILE', 'VOICE'];
		expect(messages.map(({ type }) => type)).toEqual(expect.arrayContaining(kinds));
		const details = ['isDeleted', 'editedTimestamp', 'reactions', 'links', 'mentions'] as const;
		for (const detail of details) expect(messages.some((one) => one[detail])).toBe(true);
		expect(chats.some(({ id }) => id.includes('#'))).toBe(true);
		expect(messages.some(({ id }) => id.includes('/'))).toBe(true);
	});

	test('has nobody real in it', () => {
		const text = JSON.stringify(believable);
		const numbers = [...text.matchAll(/"phoneNumber":"(\+[^"]+)"/g)].map(([, number]) => number);
		expect(numbers.filter((number) => !/^\+1555\d{4}$/.test(number))).toEqual([]);
		const emails = [...text.matchAll(/[\w.]+@[\w.]+\.com/g)].map(([email]) => email);
		expect(emails.filter((email) => !email.endsWith('@example.com'))).toEqual([]);
	});
});
