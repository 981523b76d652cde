import { start } from '../double/start.mts';
import { byID, FRIEND } from './given.mts';
import { listening, nextJson, triggered } from './triggered.mts';

test.each([
	['me', '👍'],
	['others', '❤️'],
])('the sender of a reaction is who reacted: %s', async (sender, wanted) => {
	await using desktop = await start();
	const filters = { senders: { values: [{ sender: byID(sender) }] } };
	const parameters = { events: ['reaction.added'], filters };
	await using active = await listening(desktop, triggered(parameters));
	const friend = desktop.friend(FRIEND);
	const message = friend.writes('Pizza tonight?');
	const reacts = {
		me: () => desktop.me.reacts(FRIEND, message.id, '👍'),
		others: () => friend.reacts(message.id, '❤️'),
	};
	// The other one first: had it passed, it would be the first event.
	if (sender === 'me') reacts.others();
	else reacts.me();
	reacts[sender as keyof typeof reacts]();
	expect(await nextJson(active)).toMatchObject({
		event: 'reaction.added',
		reaction: { reactionKey: wanted, isSender: sender === 'me' },
	});
});
