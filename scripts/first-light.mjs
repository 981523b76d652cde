/**
 * The main job, end to end: runs examples/first-light.json on n8n's real engine in production mode and
 * tells what each node did. Against the stand-in Beeper Desktop, where a friend writes by itself; or,
 * with BEEPER_BASE_URL and BEEPER_ACCESS_TOKEN set, against that Beeper, in a chat that it asks for.
 *
 * Started by `npm start` (start.mjs), which sees to Node 24 and to dist/.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { activate, stopEngine } from '../test/engine/index.mts';
import { realBeeper } from './first-light/real-beeper.mjs';
import { standIn } from './first-light/stand-in.mjs';
import { tell } from './first-light/tell.mjs';
import { root } from './setup.mjs';

const PATIENCE_MS = 5 * 60_000;

const { BEEPER_BASE_URL, BEEPER_ACCESS_TOKEN } = process.env;
const isReal = Boolean(BEEPER_BASE_URL && BEEPER_ACCESS_TOKEN);

try {
	refuseHalfOfThem();
	await run();
} catch (error) {
	console.error(`\n✗ ${error.message}`);
	if (error.description) console.error(`  ${error.description}`);
	process.exitCode = 1;
} finally {
	await stopEngine();
}

/** One variable alone is a mistake: the stand-in would answer where somebody means their own Beeper. */
function refuseHalfOfThem() {
	if (isReal || (!BEEPER_BASE_URL && !BEEPER_ACCESS_TOKEN)) return;
	const [set, missing] = BEEPER_BASE_URL
		? ['BEEPER_BASE_URL', 'BEEPER_ACCESS_TOKEN']
		: ['BEEPER_ACCESS_TOKEN', 'BEEPER_BASE_URL'];
	throw new Error(
		`${missing} is missing, and ${set} is set. Set both to use your own Beeper, or neither to use the stand-in.`,
	);
}

async function run() {
	const workflow = JSON.parse(readFileSync(path.join(root, 'examples/first-light.json'), 'utf8'));
	const beeper = isReal ? await realBeeper(BEEPER_BASE_URL, BEEPER_ACCESS_TOKEN) : await standIn();
	try {
		console.log(`Beeper    ${beeper.name}`);
		console.log('n8n       n8n-core 2.41.1, the workflow is active (production mode)');
		console.log(`workflow  ${workflow.name}\n`);
		await using active = await activate(beeper.prepare(workflow), {
			credentials: { beeperApi: beeper.credential },
		});
		await beeper.isListening(active);
		await beeper.friendWrites();
		const result = await active.waitForExecution(undefined, isReal ? PATIENCE_MS : 30_000);
		tell(result);
		if (result.error) throw result.error;
		console.log(await beeper.chat());
		console.log('\n✓ All six steps are done.');
	} finally {
		await beeper.close();
	}
}
