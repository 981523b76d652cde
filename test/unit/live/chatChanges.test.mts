import { ChatChanges } from '../../../dist/nodes/shared/live/hub/chatChanges.js';
import { Directory } from '../../../dist/nodes/shared/live/hub/directory.js';
import { LogicalClock } from '../../../dist/nodes/shared/live/hub/logicalClock.js';
import type { ChatChange, Subscriber } from '../../../dist/nodes/shared/live/hub/subscriber.js';
import { ChatMirror } from '../../../dist/nodes/shared/live/mirror/chats.js';

/** Changes of chats at a Beeper that never answers, what it was asked for, and what was emitted. */
function unanswered() {
	const requests: string[] = [];
	const emitted: ChatChange[] = [];
	const get = async (url: string) => {
		requests.push(url);
		return await new Promise<never>(() => {});
	};
	const onChatChange = (change: ChatChange) => void emitted.push(change);
	const subscriber = { wantsChats: true, onChatChange } as Subscriber;
	const hub = {
		clock: new LogicalClock(),
		directory: new Directory({ getOnce: get }),
		get,
		onError: () => {},
		signal: new AbortController().signal,
		subscribers: new Set([subscriber]),
	};
	return { changes: new ChatChanges(hub, new ChatMirror()), requests, emitted };
}

test('ten thousand chats are checked at the same time, and no more', () => {
	const { changes, requests } = unanswered();
	for (let at = 0; at <= 10_000; at++) changes.check(`c${at}`);
	changes.check('c0');
	expect(requests).toHaveLength(10_000);
	expect(requests.at(-1)).toBe('/v1/chats/c9999');
});

test('the deletion of a chat is emitted once, unless five thousand others were deleted since', () => {
	const { changes, emitted } = unanswered();
	for (let at = 0; at <= 5_000; at++) changes.deleted(`c${at}`, at);
	changes.deleted('c1', 5_001);
	expect(emitted).toHaveLength(5_001);
	changes.deleted('c0', 5_002);
	expect(emitted).toHaveLength(5_002);
});
