/**
 * A Chromium for the tests and pictures of n8n's editor: the one that is installed, or Debian's, which is
 * installed first where that is allowed. Playwright's own download is not used.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { isStartedAs } from './setup.mjs';

const PLACES = [
	'/usr/bin/chromium',
	'/usr/bin/chromium-browser',
	'/usr/bin/google-chrome',
	'/Applications/Chromium.app/Contents/MacOS/Chromium',
	'/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** The path of a Chromium that runs. Installs Debian's if there is none; throws a sentence if it cannot. */
export function installedChromium() {
	const wanted = process.env.CHROMIUM_PATH;
	if (wanted && !runs(wanted)) throw new Error(`CHROMIUM_PATH is ${wanted}, which does not run.`);
	const found = wanted || PLACES.find(runs);
	if (found) return found;
	if (isDebianRoot()) {
		console.log('Installing Chromium (apt-get install chromium), once on this machine: 300 MB.');
		apt('update');
		apt('install', '-y', '--no-install-recommends', 'chromium');
		if (runs(PLACES[0])) return PLACES[0];
	}
	throw new Error(
		'There is no Chromium, which the tests of the editor look through. Install Chromium or Google Chrome ' +
			'(on Debian as root: apt-get install chromium), or say with CHROMIUM_PATH where it is.',
	);
}

/** A file of this name may be there and still not run, like the one that tells Ubuntu's users to install a snap. */
function runs(file) {
	return existsSync(file) && spawnSync(file, ['--version'], { timeout: 20_000 }).status === 0;
}

/** Whether Debian's packages can be installed here. */
export function isDebianRoot() {
	return process.getuid?.() === 0 && existsSync('/etc/debian_version');
}

/** Runs apt-get, and throws what it says if it fails. */
export function apt(...args) {
	const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
	const { status, stderr } = spawnSync('apt-get', args, { env, encoding: 'utf8' });
	if (status !== 0) throw new Error(`apt-get ${args.join(' ')} failed:\n${stderr}`);
}

if (isStartedAs(import.meta.url)) console.log(installedChromium());
