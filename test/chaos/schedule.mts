import type { Dice } from './dice.mts';
import type { FaultName } from './faults.mts';
import type { people } from './people.mts';

export type PeopleName = keyof typeof people;

/** Something that is to happen at `at` ms; `seed` is for whatever it leaves open. */
export type Step =
	| { at: number; what: 'people'; name: PeopleName; seed: number }
	| { at: number; what: 'fault'; name: FaultName; seed: number; lastsMs: number; number: number }
	| { at: number; what: 'end'; name: FaultName; number: number };

export interface Plan {
	durationMs: number;
	/** How long nothing new goes wrong after a fault; both ends included. */
	calmMs: [min: number, max: number];
	/** Faults last as long as they do; otherwise a third of it, and none that takes long to be noticed. */
	isLong: boolean;
}

/** How often people do what. */
const peopleWeights: Record<PeopleName, number> = {
	friendWrites: 34,
	friendsBurst: 3,
	twoAtOnce: 5,
	meWrites: 9,
	edits: 9,
	deletes: 4,
	reacts: 14,
	unreacts: 7,
	chatOpens: 0.6,
	chatGoes: 0.3,
	chatChanges: 2.5,
	meReads: 2,
	networkBackfills: 0.4,
	workflowSends: 5,
	programSends: 2,
};

interface Kind {
	weight: number;
	/** How long it lasts, in ms. */
	lasts?: [min: number, max: number];
}

/** How often what goes wrong, and for how long. */
const faultKinds: Record<FaultName, Kind> = {
	socketsDrop: { weight: 6 },
	socketsClose: { weight: 3 },
	acceptAndDrop: { weight: 2, lasts: [500, 4_000] },
	upgradesRefused: { weight: 2, lasts: [500, 4_000] },
	blackHole: { weight: 0.4 },
	seqGap: { weight: 5 },
	eventsLost: { weight: 5 },
	framesTwice: { weight: 3, lasts: [1_000, 6_000] },
	framesWithoutEntries: { weight: 3, lasts: [1_000, 6_000] },
	framesBatched: { weight: 3, lasts: [1_000, 6_000] },
	framesDelayed: { weight: 2, lasts: [1_000, 5_000] },
	framesOdd: { weight: 3 },
	beeperRestarts: { weight: 5 },
	n8nIsBusy: { weight: 2 },
	n8nRestarts: { weight: 4, lasts: [0, 3_000] },
	n8nCrashes: { weight: 4, lasts: [0, 3_000] },
	n8nCrashesAtEmit: { weight: 4, lasts: [0, 2_000] },
	publishedAgain: { weight: 2 },
	otherJoinsOrLeaves: { weight: 5 },
	readsSlow: { weight: 3, lasts: [1_000, 6_000] },
	answersSlow: { weight: 2, lasts: [1_000, 6_000] },
	readsRefused: { weight: 3, lasts: [500, 5_000] },
	readsFail: { weight: 3, lasts: [500, 5_000] },
	sendsFail: { weight: 3 },
	sendsHang: { weight: 2, lasts: [1_000, 5_000] },
};

/** A second fault comes while the first still lasts this often. */
const OVERLAP = 0.25;

/** What happens when: the same for the same dice. Ends of faults follow in their order. */
export function* schedule(dice: Dice, plan: Plan): Generator<Step> {
	const ends: Array<Step & { what: 'end' }> = [];
	let nextPeople = 0;
	let nextFault = dice.between(...plan.calmMs) / 2;
	let number = 0;
	const weights = faultWeights(plan);
	for (;;) {
		const nextEnd = ends[0]?.at ?? Infinity;
		if (Math.min(nextPeople, nextFault, nextEnd) >= plan.durationMs) return;
		if (nextEnd <= Math.min(nextPeople, nextFault)) {
			yield ends.shift()!; // there is one, as it is next
		} else if (nextFault <= nextPeople) {
			const at = nextFault;
			const name = dice.weighted(weights);
			const lasts = dice.between(...(faultKinds[name].lasts ?? [0, 0]));
			const lastsMs = plan.isLong ? lasts : Math.round(lasts / 3);
			number++;
			yield { at, what: 'fault', name, seed: dice.seed(), lastsMs, number };
			ends.push({ at: at + lastsMs, what: 'end', name, number });
			ends.sort((left, right) => left.at - right.at);
			const isOverlapping = dice.chance(OVERLAP);
			nextFault = isOverlapping
				? at + dice.between(0, Math.max(lastsMs, 500))
				: at + lastsMs + dice.between(...plan.calmMs);
		} else {
			const name = dice.weighted(peopleWeights);
			yield { at: nextPeople, what: 'people', name, seed: dice.seed() };
			nextPeople += pauseMs(dice);
		}
	}
}

/** People write in spells: mostly at once, now and then not for a while. */
function pauseMs(dice: Dice): number {
	if (dice.chance(0.02)) return dice.between(1_000, 3_000);
	return dice.chance(0.3) ? dice.between(0, 15) : dice.between(10, 90);
}

function faultWeights({ isLong }: Plan): Record<FaultName, number> {
	const entries = Object.entries(faultKinds).map(([name, { weight }]) => [name, weight]);
	const weights = Object.fromEntries(entries) as Record<FaultName, number>; // the same keys
	return isLong ? weights : { ...weights, blackHole: 0 };
}
