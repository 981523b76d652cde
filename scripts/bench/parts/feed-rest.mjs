import { ACCOUNT, CHATS, chatID, chatOf } from './feed-frames.mjs';

/** How much of a chat can be read back. */
const KEPT = 200;
const CHATS_PER_PAGE = 25;
const MESSAGES_PER_PAGE = 20;

const chats = Array.from({ length: CHATS }, (_, index) => ({
	id: chatID(index),
	index,
	/** `{ n, text }` of its last messages, oldest first. */
	messages: [],
	lastActivity: new Date(Date.now() - 86_400_000 - index * 60_000).toISOString(),
}));

const account = {
	accountID: ACCOUNT,
	network: 'WhatsApp',
	bridge: { id: 'local-whatsapp', type: 'whatsapp', provider: 'local' },
	status: 'connected',
	user: { id: '@robin:beeper.com', fullName: 'Robin Hale', isSelf: true },
};

/** Message number `n` was written. */
export function note(n, text, timestamp) {
	const chat = chats[chatOf(n)];
	chat.messages.push({ n, text });
	chat.lastActivity = timestamp;
	if (chat.messages.length >= 2 * KEPT) chat.messages = chat.messages.slice(-KEPT);
}

/** Empties all chats. */
export function forget() {
	for (const chat of chats) chat.messages = [];
}

/** Answers a read of the API. */
export function answer(request, response) {
	const { pathname, searchParams } = new URL(request.url, 'http://localhost');
	const text = read(pathname.split('/').slice(2).map(decodeURIComponent), searchParams);
	request.resume().once('end', () => {
		response.writeHead(text === undefined ? 404 : 200, {
			'Content-Type': 'application/json',
			'X-Beeper-Desktop-Version': '4.3.0',
		});
		response.end(text ?? '{"message":"Not found","code":"NOT_FOUND"}');
	});
}

function read([resource, id, sub, messageID], query) {
	if (resource === 'accounts') return JSON.stringify([account]);
	if (resource !== 'chats') return undefined;
	if (id === undefined) return chatPage(query);
	const chat = chats.find((one) => one.id === id);
	if (!chat) return undefined;
	if (sub === undefined) return chatText(chat);
	if (messageID === undefined) return messagePage(chat, query);
	return chat.messages.find(({ text }) => JSON.parse(text).id === messageID)?.text;
}

function chatPage(query) {
	const newestFirst = [...chats].sort((a, b) => (a.lastActivity < b.lastActivity ? 1 : -1));
	const position = ({ lastActivity, index }) => `${lastActivity}|${index}`;
	const limit = Number(query.get('limit') ?? CHATS_PER_PAGE);
	return pageOf(newestFirst, query, limit, position, (chat) =>
		chatText(chat, chat.messages.at(-1)?.text),
	);
}

function messagePage({ messages }, query) {
	const position = ({ n }) => String(820_000_000 + n);
	return pageOf([...messages].reverse(), query, MESSAGES_PER_PAGE, position, ({ text }) => text);
}

/** A page of what is sorted newest first; positions compare as texts. */
function pageOf(all, query, limit, position, textOf) {
	const cursor = query.get('cursor');
	const isAfter = cursor !== null && query.get('direction') === 'after';
	const there = all.filter((one) => {
		if (cursor === null) return true;
		return isAfter ? position(one) > cursor : position(one) < cursor;
	});
	const page = isAfter ? there.slice(-limit) : there.slice(0, limit);
	const [newest, oldest] = [page[0], page.at(-1)].map((one) =>
		one === undefined ? 'null' : JSON.stringify(position(one)),
	);
	const hasMore = there.length > page.length;
	return `{"items":[${page.map(textOf).join(',')}],"hasMore":${hasMore},"oldestCursor":${oldest},"newestCursor":${newest}}`;
}

function chatText({ id, index, lastActivity, messages }, preview) {
	const chat = {
		id,
		accountID: ACCOUNT,
		network: 'WhatsApp',
		title: `Friend Number ${index}`,
		type: 'single',
		participants: { items: [], hasMore: false, total: 2 },
		unreadCount: messages.length,
		isArchived: false,
		isMuted: false,
		isPinned: false,
		isLowPriority: false,
		lastActivity,
	};
	const text = JSON.stringify(chat);
	return preview === undefined ? text : `${text.slice(0, -1)},"preview":${preview}}`;
}
