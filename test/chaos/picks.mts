import type { Dice } from './dice.mts';
import type { Known, Room, World } from './world.mts';

export const room = (world: World, dice: Dice): Room => dice.pick(world.rooms);

/** A message that somebody may change now; never twice in nearly one millisecond, which no person can. */
export function recent(
	world: World,
	dice: Dice,
	fits: (known: Known) => boolean = () => true,
): { room: Room; known: Known } | undefined {
	const where = room(world, dice);
	const now = performance.now();
	const possible = where.messages.filter((one) => now - one.changedAt > 5 && fits(one));
	if (possible.length === 0) return undefined;
	const known = dice.pick(possible);
	known.changedAt = now;
	return { room: where, known };
}

/** Friends write so many messages in one go; with `atOnce` all in the same millisecond. */
export function burst(world: World, dice: Dice, to: Room, count: number, atOnce = false): string {
	// One timestamp for all: only sortKey tells their order.
	const fields = atOnce ? { timestamp: new Date().toISOString() } : {};
	const texts = Array.from({ length: count }, () => world.words(dice));
	for (const text of texts) {
		const friend = world.desktop.friend(dice.pick(to.friends), to.chatID);
		world.noteMessage(to, friend.writes(text, { fields }), 'friend');
	}
	const which = count > 1 ? `"${texts[0]}" to "${texts.at(-1)}"` : `"${texts[0]}"`;
	return `${count} to ${to.title}: ${which}${atOnce ? ', in one ms' : ''}`;
}
