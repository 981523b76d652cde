/// <reference lib="dom" />
import { globSync } from 'node:fs';
import path from 'node:path';
import { until } from '../n8n/index.mts';
import { icons, notes } from './browser/canvas.mts';
import { Stage } from './browser/stage.mts';
import { example, EXAMPLES } from './example.mts';

/** How much paper of a note is to stay blank below its text, in pixels of the canvas. */
const BLANK = { least: 8, most: 60 };

let stage: Stage;
let editor: Stage['editor'];
beforeAll(async () => {
	stage = await Stage.start();
	({ editor } = stage);
});
afterAll(async () => await stage?.[Symbol.asyncDispose]());

const isNote = ({ type }: { type: string }) => type === 'n8n-nodes-base.stickyNote';

test.each(globSync('*.json', { cwd: EXAMPLES }).sort())(
	'%s is imported from its file as README says: n8n knows all its nodes, and its notes fit their texts',
	async (file) => {
		const { nodes } = example(path.basename(file, '.json'));
		const papers = nodes.filter(isNote).length;
		await editor.goTo('/workflow/new');
		await editor.importFile(path.join(EXAMPLES, file));
		const isWhole = async () => (await editor.node().count()) === nodes.length - papers;
		await until('all nodes', isWhole);
		const areDrawn = async () => (await icons(editor)).every(Boolean);
		await until('all icons', areDrawn, { seen: () => icons(editor) });
		await editor.shot(`example ${file}`);

		const read = await notes(editor);
		expect(read).toHaveLength(papers);
		for (const { text, height, needs } of read) {
			const blank = height - needs;
			expect([text, blank, blank > BLANK.least && blank < BLANK.most]).toEqual([text, blank, true]);
		}
		expect(editor.problems.all.splice(0)).toEqual([]);
	},
);
