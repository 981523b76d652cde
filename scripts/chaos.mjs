/**
 * `npm run test:chaos`: everything that can go wrong with the trigger, by the minute, as dice say;
 * test/chaos/README.md has the rules. Exit code 1 if anything was lost, repeated, out of order or made up.
 *
 *   --seed 7          the same schedule again; a made-up one otherwise, which is printed
 *   --minutes 30      how long things go wrong (default 5); the end takes about half a minute more
 *   --keep-going      does not stop at the first thing that is wrong
 *   --journal file    writes down everything that happened and was told
 *   --sabotage name   a copy of the package with something broken on purpose: the run has to fail
 *   --package folder  another built package instead of this one, which then is not built
 */
import path from 'node:path';
import { parseArgs } from 'node:util';
import { build } from './build.mjs';
import { sabotagedCopy } from './chaos/sabotage.mjs';
import { env24, root, run24, setup } from './setup.mjs';

const { values } = parseArgs({
	options: {
		seed: { type: 'string' },
		minutes: { type: 'string' },
		'keep-going': { type: 'boolean', default: false },
		journal: { type: 'string' },
		sabotage: { type: 'string' },
		package: { type: 'string' },
	},
});

await setup();
process.exitCode = (values.package ? 0 : await build()) || (await chaos());

async function chaos() {
	const built = path.resolve(values.package ?? root);
	const folder = values.sabotage ? sabotagedCopy(values.sabotage, built) : built;
	const args = [path.join(root, 'test', 'chaos', 'main.mts')];
	if (values.seed) args.push('--seed', values.seed);
	if (values.minutes) args.push('--minutes', values.minutes);
	if (values.journal) args.push('--journal', path.resolve(values.journal));
	if (values['keep-going']) args.push('--keep-going');
	return await run24(args, { env: { ...env24(), BEEPER_PACKAGE_DIR: folder } });
}
