/** The newest generation has no published version number; this one is made up, above 4.2.808. */
export const newest = '4.3.0';

export type Version = '4.2.557' | '4.2.808' | typeof newest;

/** What an older Beeper Desktop does differently, as data: the rows of reference §9. */
export type Generation = {
	version: Version;
	/** Whether this app already has what came with `since`. */
	has: (since: string) => boolean;
	explicitMessageCursors: boolean;
	richModels: boolean;
	textIsHTML: boolean;
	/** POST /v1/chats answers with the chat; older: `{chatID, status}`. */
	createAnswersChat: boolean;
	/** PUT message answers with the message; older: `{chatID, messageID, success}`. */
	editAnswersMessage: boolean;
	/** archive and reminders: 204; older: 200 with an empty body. */
	emptyStatus: 200 | 204;
	defaultParticipants: number;
	accountBridge: boolean;
	accountStatus: boolean;
	/** `ts` of a frame. Options can override it, since current builds are not known. */
	ts: 'number' | 'iso';
};

/** The generation of an app of this version. */
export function generationOf(version: Version): Generation {
	const has = (since: string) => !isOlder(version, since);
	const since808 = has('4.2.808');
	return {
		version,
		has,
		explicitMessageCursors: since808,
		richModels: since808,
		textIsHTML: since808,
		createAnswersChat: since808,
		editAnswersMessage: since808,
		emptyStatus: since808 ? 204 : 200,
		defaultParticipants: since808 ? 100 : -1,
		accountBridge: has('4.2.785'),
		accountStatus: has(newest),
		ts: since808 ? 'iso' : 'number',
	};
}

function isOlder(version: string, than: string): boolean {
	const [left, right] = [version, than].map((text) => text.split('.').map(Number));
	for (const [place, part] of right.entries()) {
		if (left[place] !== part) return left[place] < part;
	}
	return false;
}
