import { clockOver } from './clock.mts';
import { Hub } from './events/hub.mts';
import { Arrivals } from './far/arrivals.mts';
import { Faults } from './far/faults.mts';
import { generationOf, type Generation } from './generation.mts';
import type { Tokens } from './http/authorize.mts';
import { Ledger } from './http/ledger.mts';
import { isIn } from './http/match.mts';
import type { Inside } from './inside.mts';
import type { Settings } from './options.mts';
import { randomFrom } from './random.mts';
import { routes } from './routes/index.mts';
import { believable } from './seed/believable.mts';
import { empty } from './seed/empty.mts';
import { load } from './seed/load.mts';
import { Assets } from './state/assets.mts';
import { newSetup } from './state/setup.mts';
import { emptyWorld } from './state/world.mts';

const seeds = { believable, empty };

/** Everything one double is made of, filled with its seed; nothing listens yet. */
export function build(settings: Settings): Inside {
	const generation = generationOf(settings.version);
	const clock = clockOver(settings.now);
	const random = randomFrom(settings.randomSeed);
	const ts = settings.ts ?? generation.ts;
	const world = emptyWorld();
	const tokens: Tokens = { full: settings.token, readOnly: settings.readOnlyToken, matrix: null };
	const assets = new Assets();
	const { seed, onRequest } = settings;
	const startedAt = clock.now();
	// Frozen, so that the distances between seeded times are exactly those of the seed.
	const frozen = { ...clock, now: () => startedAt };
	load(typeof seed === 'string' ? seeds[seed] : seed, world, assets, frozen);
	return {
		settings,
		generation,
		clock,
		random,
		world,
		tokens,
		setup: newSetup(settings.setup, world, startedAt),
		missing: missingIn(generation),
		assets,
		hub: new Hub(() => (ts === 'number' ? clock.now() : clock.iso())),
		faults: new Faults(random),
		ledger: new Ledger(
			(authorization) => `Bearer [${nameOf(authorization, tokens)}]`,
			({ method, url, status }) => onRequest?.({ method, path: url, status }),
		),
		delivered: new Arrivals(),
		logins: new Arrivals(),
		codes: new Arrivals(),
		setups: new Arrivals(),
		verified: new Arrivals(),
		focus: {},
	};
}

const missingIn = (generation: Generation) =>
	new Set(routes.filter((one) => !isIn(generation, one)).map(({ endpoint }) => endpoint));

// Tests and logs see which token a request had, never the token.
function nameOf(authorization: string, { full, readOnly, matrix }: Tokens): string {
	if (full !== null && authorization === `Bearer ${full}`) return 'token';
	if (matrix !== null && authorization === `Bearer ${matrix}`) return 'matrixToken';
	return readOnly !== null && authorization === `Bearer ${readOnly}` ? 'readOnlyToken' : 'unknown';
}
