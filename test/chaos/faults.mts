import type { Dice } from './dice.mts';
import { feedFaults } from './faults-feed.mts';
import { n8nFaults } from './faults-n8n.mts';
import { restFaults } from './faults-rest.mts';
import type { Disturbance } from './log.mts';
import type { N8n } from './n8n.mts';
import type { World } from './world.mts';

/** What a fault has to do with. */
export interface Stage {
	world: World;
	n8n: N8n;
	beeper: Beeper;
	dice: Dice;
	/** How long this fault lasts. */
	lastsMs: number;
	/** Notes what cannot be expected meanwhile; the answer ends it. */
	disturb: (kind: Disturbance['kind'], why: string) => () => void;
}

/** The app, which is restarted in the background, one time after the other. */
export interface Beeper {
	restarts: number;
	restart: (downMs: number) => void;
	settled: () => Promise<void>;
}

/** Begins, and says what it is; what it gives back ends it. */
export type Fault = (stage: Stage) => { what: string; end?: () => void };

/** What goes wrong. */
export const faults = { ...feedFaults, ...restFaults, ...n8nFaults } satisfies Record<
	string,
	Fault
>;

export type FaultName = keyof typeof faults;
