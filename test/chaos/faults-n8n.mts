import type { ActiveWorkflow } from '../engine/index.mts';
import type { Fault, Stage } from './faults.mts';
import { burst, room } from './picks.mts';

/** A crash that waits for an emit waits no longer than this. */
const PATIENCE_MS = 400;

/** What goes wrong with the processes, n8n's and Beeper's, and what people do to their workflows. */
export const n8nFaults = {
	beeperRestarts({ beeper, dice }: Stage) {
		const downMs = dice.chance(0.5) ? dice.between(200, 1_000) : dice.between(1_000, 5_000);
		beeper.restart(downMs);
		return { what: `Beeper is down for ${downMs} ms` };
	},

	n8nIsBusy({ dice, disturb }: Stage) {
		const isOver = disturb('reads', 'n8n is busy');
		const ms = dice.between(200, 1_500);
		const began = performance.now();
		while (performance.now() - began < ms);
		isOver();
		return { what: `n8n did something else for ${ms} ms` };
	},

	n8nRestarts(stage: Stage) {
		stage.n8n.then(() => stage.n8n.stop());
		return { what: 'n8n stops', end: () => starts(stage) };
	},

	n8nCrashes(stage: Stage) {
		stage.n8n.then(() => stage.n8n.crash(stage.dice));
		return { what: 'n8n crashes', end: () => starts(stage) };
	},

	n8nCrashesAtEmit(stage: Stage) {
		const { n8n, world, dice } = stage;
		n8n.then(() =>
			n8n.crash(dice, async (active: ActiveWorkflow) => {
				const count = active.emitted.all.length;
				burst(world, dice, room(world, dice), dice.between(1, 5));
				// The next emit, not an old one; or none, then the crash comes without.
				const isNew = () => active.emitted.all.length > count;
				await active.emitted.wait(isNew, PATIENCE_MS).catch(() => undefined);
			}),
		);
		return { what: 'n8n crashes while it writes', end: () => starts(stage) };
	},

	publishedAgain({ n8n, dice, disturb }: Stage) {
		const name = dice.pick(['all', 'all', 'received'] as const);
		n8n.then(async () => {
			const isOver = disturb('feed', 'published again');
			await n8n.update(name);
			isOver();
		});
		return { what: `"${name}" is published again` };
	},

	otherJoinsOrLeaves({ n8n }: Stage) {
		const isIn = n8n.hasJoined('received');
		n8n.then(() => (isIn ? n8n.leave('received') : n8n.join('received')));
		return { what: `"received" ${isIn ? 'leaves' : 'joins'}` };
	},
} satisfies Record<string, Fault>;

function starts({ n8n, disturb }: Stage) {
	n8n.then(async () => {
		if (n8n.isUp) return;
		const isOver = disturb('feed', 'n8n starts');
		await n8n.start();
		isOver();
	});
}
