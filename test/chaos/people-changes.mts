import type { Dice } from './dice.mts';
import type { Known, Room, World } from './world.mts';
import { recent } from './picks.mts';

const KEYS = ['👍', '👎', '❤️', '🔥'];

/** Edits, deletions and reactions. */
export const changes = {
	edits(world: World, dice: Dice) {
		const found = recent(world, dice);
		if (!found) return undefined;
		const { room, known } = found;
		const { chatID } = room;
		const { messageID } = known;
		const text = world.words(dice);
		actor(world, dice, room, known).edits(messageID, text);
		world.log.facts.push({ kind: 'edited', at: performance.now(), chatID, messageID, text });
		return `edits ${messageID} in ${room.title}: "${text}"`;
	},

	deletes(world: World, dice: Dice) {
		const found = recent(world, dice);
		if (!found) return undefined;
		const { room, known } = found;
		const { chatID } = room;
		const { messageID } = known;
		actor(world, dice, room, known).deletes(messageID);
		world.log.facts.push({ kind: 'deleted', at: performance.now(), chatID, messageID });
		room.messages = room.messages.filter((one) => one !== known);
		return `deletes ${messageID} in ${room.title}`;
	},

	reacts(world: World, dice: Dice) {
		const found = recent(world, dice);
		if (!found) return undefined;
		const { room, known } = found;
		const key = dice.pick(KEYS);
		const who = dice.chance(0.25) ? world.selfIn(room) : dice.pick(room.friends);
		const before = known.reactions.get(who) ?? new Set<string>();
		if (before.has(key)) return undefined;
		const { chatID } = room;
		const { messageID } = known;
		const isSelf = who === world.selfIn(room);
		if (isSelf) world.desktop.me.reacts(chatID, messageID, key);
		else world.desktop.friend(who, chatID).reacts(messageID, key);
		const at = performance.now();
		const about = { at, chatID, messageID, who };
		world.log.facts.push({ kind: 'reaction.added', ...about, key });
		if (room.isOneReactionEach) {
			for (const old of before) {
				world.log.facts.push({ kind: 'reaction.removed', ...about, key: old, isOptional: true });
			}
			before.clear();
		}
		known.reactions.set(who, before.add(key));
		return `${who} reacts ${key} to ${messageID} in ${room.title}`;
	},

	unreacts(world: World, dice: Dice) {
		const found = recent(world, dice, ({ reactions }) => pairs(reactions).length > 0);
		if (!found) return undefined;
		const { room, known } = found;
		const { chatID } = room;
		const { messageID } = known;
		const [who, key] = dice.pick(pairs(known.reactions));
		if (who === world.selfIn(room)) world.desktop.me.unreacts(chatID, messageID, key);
		else world.desktop.friend(who, chatID).unreacts(messageID, key);
		known.reactions.get(who)?.delete(key);
		const at = performance.now();
		world.log.facts.push({ kind: 'reaction.removed', at, chatID, messageID, who, key });
		return `${who} takes ${key} back from ${messageID} in ${room.title}`;
	},
};

/** Who wrote it changes it: this user, or a friend (the stand-in does not mind which one). */
function actor(world: World, dice: Dice, { chatID, friends }: Room, { bySelf }: Known) {
	const { me, friend } = world.desktop;
	if (!bySelf) return friend(dice.pick(friends), chatID);
	return {
		edits: (messageID: string, text: string) => me.edits(chatID, messageID, text),
		deletes: (messageID: string) => me.deletes(chatID, messageID),
	};
}

const pairs = (reactions: Known['reactions']): Array<[who: string, key: string]> =>
	[...reactions].flatMap(([who, keys]) => [...keys].map((key): [string, string] => [who, key]));
