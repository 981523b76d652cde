import { people } from '../double/seed/people.mts';
import { start } from '../double/start.mts';
import { FRIEND } from './given.mts';
import { events, listening, onEvents, toldOf } from './told.mts';
import { emitted } from './triggered.mts';

const REACTIONS = ['reaction.added', 'reaction.removed'];

describe('reactions', () => {
	test('say who and which', async () => {
		await using desktop = await start();
		await using active = await listening(desktop, onEvents(REACTIONS));
		const friend = desktop.friend(FRIEND);
		const { id } = friend.writes('free on Friday?');
		friend.reacts(id, '👍');
		expect(await toldOf(active, 'reaction.added')).toMatchObject({
			messageID: id,
			plainText: 'free on Friday?',
			message: { id, reactions: [{ reactionKey: '👍' }] },
			reaction: {
				participantID: friend.id,
				participantName: FRIEND,
				reactionKey: '👍',
				emoji: true,
				isSender: false,
			},
		});
		desktop.me.reacts(FRIEND, id, '❤️');
		expect(await toldOf(active, 'reaction.added')).toMatchObject({
			reaction: { reactionKey: '❤️', isSender: true },
		});
		friend.unreacts(id, '👍');
		expect(await toldOf(active, 'reaction.removed')).toMatchObject({
			messageID: id,
			reaction: { participantID: friend.id, reactionKey: '👍', isSender: false },
		});
	});

	test('that replace another one are one removed and one added', async () => {
		await using desktop = await start();
		await using active = await listening(desktop, onEvents(REACTIONS));
		const friend = desktop.friend(FRIEND);
		const { id } = friend.writes('free on Friday?');
		friend.reacts(id, '👍');
		friend.reacts(id, '❤️');
		await toldOf(active, 'reaction.added');
		await toldOf(active, 'reaction.added');
		expect(
			emitted(active).map(({ event, reaction }) => [
				event,
				(reaction as { reactionKey: string }).reactionKey,
			]),
		).toEqual([
			['reaction.added', '👍'],
			['reaction.removed', '👍'],
			['reaction.added', '❤️'],
		]);
	});

	test('that came with their message, in one frame, are told after it, once', async () => {
		await using desktop = await start();
		await using active = await listening(desktop, onEvents(['message.received', ...REACTIONS]));
		desktop.travel({ batchMs: 50, copies: 2 });
		const friend = desktop.friend(FRIEND);
		const { id } = friend.writes('free on Friday?');
		friend.reacts(id, '👍');
		expect(await toldOf(active, 'reaction.added')).toMatchObject({
			messageID: id,
			reaction: { participantID: friend.id, reactionKey: '👍' },
		});
		friend.unreacts(id, '👍');
		await toldOf(active, 'reaction.removed');
		expect(events(active)).toEqual(['message.received', ...REACTIONS]);
	});

	test('taken back, on a Beeper that tells it as a deletion of something unknown', async () => {
		await using desktop = await start({ reactionRemovals: 'deleted' });
		await using active = await listening(
			desktop,
			onEvents(['reaction.removed', 'message.deleted']),
		);
		const friend = desktop.friend(FRIEND);
		const { id } = friend.writes('free on Friday?');
		friend.reacts(id, '👍');
		friend.unreacts(id, '👍');
		// Not only with the next check: it is looked for at once.
		expect(await toldOf(active, 'reaction.removed', 3_000)).toMatchObject({
			messageID: id,
			reaction: { participantID: friend.id, reactionKey: '👍' },
		});
		expect(events(active)).toEqual(['reaction.removed']);
	});

	test('given before the trigger was activated, or to a message that was not seen, are no news', async () => {
		await using desktop = await start();
		const [, seeded] = desktop.messages(FRIEND);
		const [oldest] = desktop.messages('Sunday Hike');
		await using active = await listening(desktop, onEvents(REACTIONS));
		desktop.friend('Jonas Weber', 'Sunday Hike').reacts(oldest.id, '👍');
		expect(seeded.reactions).toHaveLength(1);
		desktop.friend(FRIEND).reacts(seeded.id, '🔥');
		await toldOf(active, 'reaction.added');
		// The second one to the same old message has something to compare with.
		desktop.friend('Aiko Tanaka', 'Sunday Hike').reacts(oldest.id, '🔥');
		expect(await toldOf(active, 'reaction.added')).toMatchObject({
			messageID: oldest.id,
			reaction: { participantID: people.aiko.id, participantName: 'Aiko Tanaka' },
		});
		expect(events(active)).toEqual(['reaction.removed', 'reaction.added', 'reaction.added']);
	});

	test('are found after a gap', async () => {
		await using desktop = await start();
		await using active = await listening(desktop, onEvents([...REACTIONS, 'message.edited']));
		const friend = desktop.friend(FRIEND);
		const { id } = friend.writes('free on Friday?');
		friend.reacts(id, '👍');
		await toldOf(active, 'reaction.added');
		await desktop.stop();
		friend.reacts(id, '❤️');
		await desktop.listenAgain();
		await toldOf(active, 'reaction.removed', 20_000);
		expect(await toldOf(active, 'reaction.added')).toMatchObject({
			reaction: { reactionKey: '❤️' },
		});
	});
});
