import { selfOn } from '../double/seed/accounts.mts';
import type { Desktop } from '../double/start.mts';
import type { Message } from '../double/wire/models.mts';
import type { Dice } from './dice.mts';
import type { Log } from './log.mts';

/** A message as people remember it who may change it. */
export interface Known {
	messageID: string;
	bySelf: boolean;
	/** Keys by who reacted. */
	reactions: Map<string, Set<string>>;
	changedAt: number;
}

/** A chat and who is in it besides this user. */
export interface Room {
	chatID: string;
	accountID: string;
	title: string;
	friends: string[];
	/** Whether somebody's reaction takes the place of their earlier one. */
	isOneReactionEach: boolean;
	/** Opened during the run. */
	isNew: boolean;
	/** The latest, oldest first. */
	messages: Known[];
}

/** People change what was written recently. */
const REMEMBERED = 15;

/** Chats of the seed with somebody in them: seven networks, archived and muted and low-priority ones too. */
const TITLES = [
	...['Mara Lindqvist', 'Sunday Hike', 'Building 14 Neighbours', 'Lindenhof Dental'],
	...['Tom Okafor', 'Mechanical Keyboards', 'Priya Nair', 'Elena Rossi', 'Parcel Service'],
	...['#launch-plan', 'Diego Fuentes'],
];

/** The one that sends no events. */
export const SILENT_ACCOUNT = 'imessage';

/** The people and chats of one run. */
export class World {
	readonly desktop: Desktop;
	readonly log: Log;
	rooms: Room[] = [];
	#count = 0;

	constructor(desktop: Desktop, log: Log) {
		this.desktop = desktop;
		this.log = log;
		for (const title of TITLES) this.enter(title);
		this.beSilent();
	}

	/** Mending the stand-in would let the silent account speak. */
	beSilent(): void {
		this.desktop.silence(SILENT_ACCOUNT);
	}

	/** Notes a chat with what is in it as history. */
	enter(idOrTitle: string, isNew = false): Room {
		const { id, title, accountID, participants, capabilities } = this.desktop.chat(idOrTitle);
		const messages = this.desktop.messages(id);
		// Older than any run, and in their order.
		messages.forEach((message, at) => this.noteHistory(message, at - 1e9));
		const room: Room = {
			chatID: id,
			accountID,
			title,
			friends: participants.items.filter(({ isSelf }) => !isSelf).map((one) => one.id),
			isOneReactionEach: capabilities?.reactionCount === 1,
			isNew,
			messages: messages.filter(({ isDeleted }) => !isDeleted).map(known),
		};
		room.messages = room.messages.slice(-3);
		this.rooms.push(room);
		if (accountID === SILENT_ACCOUNT) this.log.silentChats.add(id);
		return room;
	}

	noteHistory({ id, chatID, sortKey, text = '' }: Message, at: number) {
		this.log.facts.push({ kind: 'history', at, chatID, messageID: id, sortKey, text });
	}

	/** Notes a message that somebody just wrote. */
	noteMessage(room: Room, message: Message, by: 'friend' | 'me') {
		const { id: messageID, chatID, sortKey, text = '' } = message;
		const at = performance.now();
		this.log.facts.push({ kind: 'message', by, at, chatID, messageID, sortKey, text });
		room.messages = [...room.messages, known(message)].slice(-REMEMBERED);
	}

	/** Words that were never said before. */
	words(dice: Dice): string {
		const [first, second] = [dice.pick(ADJECTIVES), dice.pick(NOUNS)];
		return `${first} ${second} ${++this.#count}`;
	}

	selfIn = ({ accountID }: Room) => selfOn(accountID);
}

const ADJECTIVES = ['green', 'late', 'quiet', 'small', 'warm', 'empty', 'early', 'long'];
const NOUNS = ['train', 'lamp', 'bread', 'river', 'letter', 'window', 'boots', 'map'];

function known({ id, isSender, reactions = [] }: Message): Known {
	const byWho = Map.groupBy(reactions, ({ participantID }) => participantID);
	return {
		messageID: id,
		bySelf: isSender === true,
		reactions: new Map(
			[...byWho].map(([who, theirs]) => [who, new Set(theirs.map((one) => one.reactionKey))]),
		),
		changedAt: performance.now(),
	};
}
