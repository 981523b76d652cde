import { directChat } from '../state/chats.mts';
import type { ChatRecord, World } from '../state/world.mts';
import type { Participant } from '../wire/models.mts';

/** The chat a test means: by ID, localChatID or title. */
export function meantChat(world: World, idOrTitle: string): ChatRecord {
	const all = [...world.chats.values()];
	const found =
		world.chats.get(idOrTitle) ??
		all.find(({ chat }) => chat.localChatID === idOrTitle) ??
		all.find(({ chat }) => chat.title === idOrTitle);
	if (found) return found;
	throw new Error(
		`No chat "${idOrTitle}"; there are ${all.map(({ chat }) => chat.title).join(', ')}`,
	);
}

/** The participant a test means, by name or ID, and the chat: the one named, or their direct one. */
export function meantFriend(world: World, nameOrID: string, idOrTitle: string | undefined) {
	const isMeant = ({ id, fullName }: Participant) => id === nameOrID || fullName === nameOrID;
	if (idOrTitle !== undefined) {
		const record = meantChat(world, idOrTitle);
		const who = record.participants.find(isMeant);
		if (!who) throw new Error(`${nameOrID} is not in ${record.chat.title}`);
		return { record, who };
	}
	for (const { chat, participants } of world.chats.values()) {
		const who = participants.find((one) => isMeant(one) && !one.isSelf);
		const record = who && directChat(world, chat.accountID, who.id);
		if (who && record) return { record, who };
	}
	throw new Error(`No direct chat with ${nameOrID}`);
}
