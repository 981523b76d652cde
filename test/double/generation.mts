/** The newest generation, by a version that was seen (docs/beeper-api.md §12.2). */
export const newest = '4.3.0';

/**
 * The first with bridges and app setup, under the names they had before the newest (reference §9:
 * …/connections, /v1/app/session, `request`). This number is made up.
 */
export const middle = '4.2.900';

export type Version = '4.2.557' | '4.2.808' | typeof middle | typeof newest;

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
	labels: boolean;
	/** The field that carries a sign-in from one setup call to the next. */
	setupRequestKey: 'setupRequestID' | 'request';
	/** What a setup start calls the ways to sign in. */
	signInMethodsKey: 'signInMethods' | 'type';
	/** What a login session calls the login it led to. */
	loginKey: 'login' | 'connection';
	/** A sign-in also hands out a token of the API itself. */
	signInHasDesktopAPI: boolean;
	/** The beginning of a chat's history, see options.mts. */
	historyEnd: 'honest' | 'empty' | 'repeats';
	/** `ts` of a frame. Options can override it, since current builds are not known. */
	ts: 'number' | 'iso';
};

/** The generation of an app of this version. */
export function generationOf(version: Version): Generation {
	const has = (since: string) => !isOlder(version, since);
	const since808 = has('4.2.808');
	const isNewest = has(newest);
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
		accountStatus: has(middle),
		labels: isNewest,
		setupRequestKey: isNewest ? 'setupRequestID' : 'request',
		signInMethodsKey: isNewest ? 'signInMethods' : 'type',
		loginKey: isNewest ? 'login' : 'connection',
		signInHasDesktopAPI: !isNewest,
		// Seen live: claims more and gives nothing on 4.2.964, serves the oldest again on 4.3 (field notes 6).
		historyEnd: isNewest ? 'repeats' : since808 ? 'empty' : 'honest',
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
