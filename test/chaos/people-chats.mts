import { believable } from '../double/seed/believable.mts';
import type { Dice } from './dice.mts';
import { burst, room } from './picks.mts';
import { SILENT_ACCOUNT, type World } from './world.mts';

/** As many as the trigger reads at activation. */
const MAX_CHATS = 25;

const flags = ['isArchived', 'isMuted', 'isPinned', 'isLowPriority'] as const;

/** Chats that appear, change and go, and what must not be taken for that. */
export const chats = {
	chatOpens(world: World, dice: Dice) {
		if (world.rooms.length >= MAX_CHATS) return undefined;
		const { accountID } = dice.pick(world.rooms.filter((one) => one.accountID !== SILENT_ACCOUNT));
		const others = (believable.contacts[accountID] ?? []).slice(0, dice.between(1, 3));
		if (others.length === 0) return undefined;
		const title = world.words(dice);
		const { id } = world.desktop.me.opensChat({ accountID, type: 'group', others, title });
		world.log.facts.push({ kind: 'chat.created', at: performance.now(), chatID: id });
		const where = world.enter(id, true);
		return `a new chat ${title}; ${burst(world, dice, where, dice.between(1, 3))}`;
	},

	chatGoes(world: World, dice: Dice) {
		const mine = world.rooms.filter(({ isNew }) => isNew);
		if (mine.length < 3) return undefined;
		const { chatID, title } = dice.pick(mine);
		world.desktop.me.deletesChat(chatID);
		world.log.facts.push({ kind: 'chat.deleted', at: performance.now(), chatID });
		world.rooms = world.rooms.filter((one) => one.chatID !== chatID);
		return `the chat ${title} is deleted`;
	},

	chatChanges(world: World, dice: Dice) {
		const { chatID, title } = room(world, dice);
		const chat = world.desktop.chat(chatID);
		const change = dice.chance(0.4) ? { title: world.words(dice) } : flagOf(chat, dice.pick(flags));
		const [[field]] = Object.entries(change);
		const before = (chat as unknown as Record<string, unknown>)[field]; // by its name in the API
		world.desktop.me.changes(chatID, change);
		world.log.facts.push({ kind: 'chat.updated', at: performance.now(), chatID, field, before });
		return `${title}: ${JSON.stringify(change)}`;
	},

	meReads(world: World, dice: Dice) {
		const { chatID, title } = room(world, dice);
		world.desktop.me.reads(chatID);
		return `this user reads ${title}`;
	},

	networkBackfills(world: World, dice: Dice) {
		const { chatID, friends, title } = room(world, dice);
		const old = Array.from({ length: dice.between(1, 8) }, () => {
			return { senderID: dice.pick(friends), minutesAgo: 50_000, text: world.words(dice) };
		});
		const added = world.desktop.backfill(chatID, old);
		for (const message of added) world.noteHistory(message, -1e10);
		return `${added.length} old messages of ${title} arrive`;
	},
};

const flagOf = (
	chat: Partial<Record<(typeof flags)[number], boolean>>,
	flag: (typeof flags)[number],
) => {
	return { [flag]: !chat[flag] };
};
