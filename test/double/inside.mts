import type { Clock } from './clock.mts';
import type { Hub } from './events/hub.mts';
import type { Faults } from './far/faults.mts';
import type { Arrivals } from './far/arrivals.mts';
import type { Generation } from './generation.mts';
import type { Ledger } from './http/ledger.mts';
import type { Settings } from './options.mts';
import type { Random } from './random.mts';
import type { Assets } from './state/assets.mts';
import type { World } from './state/world.mts';
import type { Message } from './wire/models.mts';

/** What the parts of one double share: its settings, its state and its connections. */
export type Inside = {
	settings: Settings;
	generation: Generation;
	clock: Clock;
	random: Random;
	world: World;
	assets: Assets;
	hub: Hub;
	faults: Faults;
	ledger: Ledger;
	/** Own messages that reached the other side, for `waitForMessage`. */
	delivered: Arrivals<Message>;
	/** The chat the app's window shows, set by POST /v1/focus. */
	focus: { chatID?: string; messageID?: string };
};
