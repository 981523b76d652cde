import type { Inside } from '../inside.mts';

/**
 * Beeper builds its index anew, as after a reinstall: each message gets another ID and sort key, each chat another
 * local ID. They are counters of one installation (field notes, behaviour 6; LIVE).
 */
export type Renumber = {
	/**
	 * Counts messages and sort keys by another amount from now on: negative ones give IDs that other messages had, or
	 * lower ones than before. Chats keep their order; nothing is told.
	 */
	renumber: (by: number) => void;
};

/** The renumbering of one double. */
export function renumberOf({ world }: Inside): Renumber {
	return {
		renumber(by) {
			world.numbering += by;
			for (const record of world.chats.values()) {
				const ids = new Map<string, string>();
				for (const one of record.messages) {
					const { message } = one;
					const id = String(Number(message.id) + by);
					ids.set(message.id, id);
					message.id = id;
					message.sortKey = String(Number(message.sortKey) + by);
					delete one.pendingID;
				}
				for (const { message } of record.messages) {
					const { linkedMessageID } = message;
					if (linkedMessageID) message.linkedMessageID = ids.get(linkedMessageID);
				}
				const { lastReadMessageSortKey, localChatID } = record.chat;
				if (lastReadMessageSortKey)
					record.chat.lastReadMessageSortKey = String(Number(lastReadMessageSortKey) + by);
				if (localChatID) record.chat.localChatID = String(Number(localChatID) + 1_000);
			}
		},
	};
}
