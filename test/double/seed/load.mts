import type { Clock } from '../clock.mts';
import type { Assets } from '../state/assets.mts';
import type { World } from '../state/world.mts';
import { addChat } from './addChat.mts';
import { bridges } from './bridges.mts';
import type { Seed } from './seed.mts';

/** Fills a world from data. */
export function load(seed: Seed, world: World, assets: Assets, clock: Clock) {
	world.accounts.push(...structuredClone(seed.accounts));
	world.labels.push(...(seed.labels ?? []));
	world.bridges.push(...(seed.bridges ?? bridges));
	for (const [accountID, people] of Object.entries(seed.contacts)) {
		world.contacts.set(accountID, structuredClone(people));
	}
	for (const [accountID, people] of Object.entries(seed.strangers ?? {})) {
		world.strangers.set(accountID, structuredClone(people));
	}
	for (const chat of seed.chats) addChat(chat, world, assets, clock);
}
