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
	/** Once the connection is lost, it stays so. */
	reconnect: [
		{
			file: 'dist/nodes/shared/live/feed/feed.js',
			find: 'await wait(retryInMs, signal);',
			put: 'await wait(3_600_000, signal);',
		},
	],
	/** One mark per chat: a message from the feed counts as the chat having been read up to it. */
	cursor: [
		{
			file: `${trigger}/state/positions.js`,
			find: 'position.pending.delete(sortKey);\n        // A chat',
			put: 'position.readTo = sortKey;\n        // A chat',
		},
	],
	/** What was saved is forgotten at every start. */
	memory: [
		{
			file: `${trigger}/state/memory.js`,
			find: 'parseSaved)(data.base)',
			put: 'parseSaved)(undefined)',
		},
	],
	/** n8n cannot know a repetition by its key. */
	dedupe: [
		{
			file: `${trigger}/delivery/delivery.js`,
			find: 'this.prefix + identity',
			put: 'this.prefix + identity + Math.random()',
		},
	],
};

/** The folder of a sabotaged copy of a built package; it is deleted when the process ends. */
export function sabotagedCopy(name, from = root) {
	const patches = sabotages[name];
	if (!patches) {
		throw new Error(`No sabotage "${name}"; there are ${Object.keys(sabotages).join(', ')}`);
	}
	const folder = mkdtempSync(path.join(tmpdir(), 'beeper-sabotage-'));
	process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
	for (const part of ['dist', 'package.json']) {
		cpSync(path.join(from, part), path.join(folder, part), { recursive: true });
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
