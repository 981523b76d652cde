import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { start } from '../double/start.mts';
import { runTool, type WorkflowFile } from '../engine/index.mts';
import { credentialFor } from './given.mts';

/**
 * Every operation as a tool of an AI agent: the nodes of the workflows that operations.test.mts runs, called one
 * by one. What a model gets must be JSON that says something, in few words.
 */
const folder = import.meta.dirname;
const NOW = Date.parse('2026-11-20T12:00:00Z');
/** Characters per item; about 400 tokens. */
const LONGEST = 1_600;
const EMPTY = /:(null|""|\[\]|\{\})/;
const exceptions = [
	// It needs a file that comes from another node; a tool has none.
	'asset/upload.workflow.json',
	// Not a tool, but what holds tools back.
	'message/sendAndWait.workflow.json',
];
const files = globSync('*/*.workflow.json', { cwd: folder })
	.filter((file) => !exceptions.includes(file))
	.sort();

describe.each(['invoke', 'request'] as const)('as a tool, by %s', (way) => {
	test.each(files)('%s', async (file) => {
		const workflow = JSON.parse(readFileSync(path.join(folder, file), 'utf8')) as WorkflowFile;
		await using desktop = await start({ now: () => NOW, resolveAfterMs: 50 });
		for (const { name, parameters } of workflow.nodes.slice(1)) {
			const credentials = credentialFor(desktop);
			const { error, response = '' } = await runTool(workflow, name, {}, { way, credentials });
			expect(error).toBeUndefined();
			const items = JSON.parse(response) as object[];
			expect(items).not.toEqual([]);
			for (const item of items) {
				expect(Object.keys(item)).not.toEqual([]);
				expect(item).not.toHaveProperty('error');
				const text = JSON.stringify(item);
				expect(text).not.toMatch(EMPTY);
				// Without "Simplify" it is Beeper's own answer, as long as that is.
				if (parameters?.simplify === false) continue;
				if (text.length > LONGEST) throw new Error(`${name}: ${text.length} characters: ${text}`);
			}
		}
	});
});
