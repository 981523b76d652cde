import type { Clock } from './clock.mts';
import type { Hub } from './events/hub.mts';
import type { Faults } from './far/faults.mts';
import type { Arrivals } from './far/arrivals.mts';
import type { Generation } from './generation.mts';
import type { Tokens } from './http/authorize.mts';
import type { Ledger } from './http/ledger.mts';
import type { Settings } from './options.mts';
import type { Random } from './random.mts';
import type { Assets } from './state/assets.mts';
import type { Setup } from './state/setup.mts';
import type { World } from './state/world.mts';
import type { LoginSession } from './wire/bridges.mts';
import type { AppState, MailedCode, Verification } from './wire/setup.mts';
import type { Message } from './wire/models.mts';

/** What the parts of one double share: its settings, its state and its connections. */
export type Inside = {
	settings: Settings;
	generation: Generation;
	clock: Clock;
	random: Random;
	world: World;
	tokens: Tokens;
	setup: Setup;
	/** Endpoints of other versions, which this one does not have. */
	missing: ReadonlySet<string>;
	assets: Assets;
	hub: Hub;
	faults: Faults;
	ledger: Ledger;
	/** Own messages that reached the other side, for `waitForMessage`. */
	delivered: Arrivals<Message>;
	/** Every state of a login session, for `waitForLoginSession`. */
	logins: Arrivals<LoginSession>;
	/** Codes that were mailed, and every state of setup and verifications, for waits. */
	codes: Arrivals<MailedCode>;
	setups: Arrivals<AppState>;
	verified: Arrivals<Verification>;
	/** The chat the app's window shows, set by POST /v1/focus. */
	focus: { chatID?: string; messageID?: string };
};
