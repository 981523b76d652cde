import { start } from '../../test/double/start.mts';

const FRIEND = 'Mara Lindqvist';

/** A Beeper Desktop of our own with believable chats, in one of which a friend writes. */
export async function standIn() {
	const desktop = await start();
	const friend = desktop.friend(FRIEND);
	const friendsChat = desktop.chat(FRIEND);
	return {
		name: `stand-in at ${desktop.url}, with the made-up version ${desktop.version} (nothing leaves this machine)`,
		credential: { baseUrl: desktop.url, accessToken: desktop.token },
		prepare: (workflow) => workflow,
		isListening: async () => await desktop.waitForSubscription(),
		friendWrites: async () => {
			const text = 'Are we still on for the museum tomorrow?';
			friend.writes(text);
			console.log(`${FRIEND} writes on ${friendsChat.network}: "${text}"\n`);
		},
		chat: async () =>
			`\nThe chat with ${FRIEND} in Beeper now:\n\n${indent(desktop.transcript(friendsChat.id))}`,
		close: async () => await desktop.close(),
	};
}

const indent = (text) => text.replace(/^/gm, '    ');
