import type { Dice } from './dice.mts';
import { changes } from './people-changes.mts';
import type { N8n } from './n8n.mts';
import { chats } from './people-chats.mts';
import { sends } from './people-sends.mts';
import { burst, room } from './picks.mts';
import type { World } from './world.mts';

/** Does something and says what it was; undefined if just now there was nothing to do. */
export type Act = (world: World, dice: Dice, n8n: N8n) => string | undefined;

const messages = {
	friendWrites: (world: World, dice: Dice) => burst(world, dice, room(world, dice), 1),
	friendsBurst: (world: World, dice: Dice) =>
		burst(world, dice, room(world, dice), dice.between(2, 30), dice.chance(0.4)),
	twoAtOnce: (world: World, dice: Dice) => burst(world, dice, room(world, dice), 2, true),
	meWrites(world: World, dice: Dice) {
		const where = room(world, dice);
		const text = world.words(dice);
		world.noteMessage(where, world.desktop.me.writes(where.chatID, text), 'me');
		return `this user writes "${text}" to ${where.title}`;
	},
} satisfies Record<string, Act>;

/** What people do. */
export const people = { ...messages, ...changes, ...chats, ...sends } satisfies Record<string, Act>;
