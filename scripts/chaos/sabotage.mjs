/**
 * Copies of the built package in which one thing is broken on purpose, to show that the chaos suite notices.
 * Each is a list of patches of files in dist/: `find` has to be there exactly once, so that a sabotage that
 * fits the code no longer is an error, not a run that passes.
 */
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { root } from '../setup.mjs';

const trigger = 'dist/nodes/BeeperTrigger';

const sabotages = {
	/** Gives up after the first connection. */
	reconnect: [
		{
			file: `${trigger}/feed/feed.js`,
			find: 'if (signal.aborted)\n                return;\n            // Reset',
			put: 'if (signal.aborted || isOpen(dialled))\n                return;\n            // Reset',
		},
	],
	/** Takes every message for a new one. */
	dedupe: [
		{ file: `${trigger}/seen.js`, find: 'isFirst(identity) {', put: 'isFirst() { return true;' },
	],
};

/** The folder of a sabotaged copy; it is deleted when the process ends. */
export function sabotagedCopy(name) {
	const patches = sabotages[name];
	if (!patches) {
		throw new Error(`No sabotage "${name}"; there are ${Object.keys(sabotages).join(', ')}`);
	}
	const folder = mkdtempSync(path.join(tmpdir(), 'beeper-sabotage-'));
	process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
	for (const part of ['dist', 'package.json']) {
		cpSync(path.join(root, part), path.join(folder, part), { recursive: true });
	}
	symlinkSync(path.join(root, 'node_modules'), path.join(folder, 'node_modules'), 'junction');
	for (const { file, find, put } of patches) {
		const target = path.join(folder, file);
		const parts = readFileSync(target, 'utf8').split(find);
		if (parts.length !== 2) {
			throw new Error(
				`${file} has ${parts.length - 1} times what "${name}" breaks; mend sabotage.mjs`,
			);
		}
		writeFileSync(target, parts.join(put));
	}
	return folder;
}
