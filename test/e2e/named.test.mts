import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { installedN8n } from '../../scripts/n8n.mjs';
import { OTHERS } from '../documents/othersLabels.mts';
import { variablesOfN8n } from '../documents/variables.mts';

/** Where n8n reads its configuration; left out is where it only knows what older or newer versions have. */
const CONFIGURED = [
	'@n8n/config/dist',
	'@n8n/backend-common/dist',
	'n8n-core/dist',
	'n8n/dist/{commands,services,scaling}',
	'n8n/dist/modules/community-packages',
];

/** What the editor shows: its own texts, those of n8n's nodes, and those that n8n puts into every node. */
const SHOWN = [
	'n8n-editor-ui/dist/assets',
	'n8n-core/dist',
	'n8n-workflow/dist/cjs',
	'n8n/dist/*.js',
	'n8n/dist/tool-generation',
	'n8n-nodes-base/dist/nodes/{If,HttpRequest}',
	'@n8n/n8n-nodes-langchain/dist/nodes/{agents,mcp}',
];

describe('what documents say of n8n is in n8n', () => {
	let n8n: string;
	beforeAll(async () => (n8n = await installedN8n()));

	const texts = (where: string[], folder = n8n) =>
		where
			.flatMap((one) =>
				globSync(one.endsWith('.js') ? one : `${one}/**/*.js`, {
					cwd: path.join(folder, 'node_modules'),
				}),
			)
			.map((file) => readFileSync(path.join(folder, 'node_modules', file), 'utf8'));

	test('its environment variables', () => {
		const configuration = texts(CONFIGURED);
		const isRead = (name: string) =>
			isQuoted(name, configuration) || isIn(`process\\.env\\.${name}\\b`, configuration);
		expect(variablesOfN8n().filter((name) => !isRead(name))).toEqual([]);
		expect(isRead('N8N_BEEPER_ENABLED')).toBe(false);
	});

	test('the new name of a variable that has another one by now', () => {
		const [deprecations] = texts(['n8n/dist/deprecation/deprecation.service.js']);
		const renamed = [...deprecations.matchAll(/envVar: '(\w+)',\s+message: 'Use (\w+) instead/g)];
		expect(renamed.length).toBeGreaterThan(0);
		const named = variablesOfN8n();
		for (const [, old, today] of renamed) if (named.includes(old)) expect(named).toContain(today);
	});

	test('its labels', () => {
		const editor = texts(SHOWN);
		const unknown = parts(OTHERS.n8n).filter((label) => !isQuoted(label, editor));
		expect(unknown).toEqual([]);
		expect(isQuoted('Add beeper review step', editor)).toBe(false);
	});

	test('labels that only older versions have', async () => {
		const editor = texts(['n8n-editor-ui/dist/assets'], await installedN8n('n8n-oldest'));
		expect(parts(OTHERS.n8nOldest).filter((label) => !isQuoted(label, editor))).toEqual([]);
	});
});

const parts = (labels: string[]) =>
	[...new Set(labels.flatMap((label) => label.split(' → ')))].filter((label) => label !== '⋯');

/** Whether it is a whole text in one of the programs, but for three dots behind it. */
const isQuoted = (words: string, programs: string[]) =>
	isIn(`(["'\`])${literally(words)}(\\.\\.\\.)?\\1`, programs);

const isIn = (pattern: string, programs: string[]) => {
	const expression = new RegExp(pattern);
	return programs.some((program) => expression.test(program));
};

const literally = (words: string) => words.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
