import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { start } from '../double/start.mts';
import { runWorkflow, storeBinary, type WorkflowFile } from '../engine/index.mts';
import { answeringAt, stopWaiting } from './asked.mts';
import { credentialFor } from './given.mts';

/**
 * Every operation's workflow against older Beepers. Each operation works, in an older form where there is
 * one, or its error says which version it needs; nothing else is allowed.
 */
const folder = import.meta.dirname;
const files = globSync('*/*.workflow.json', { cwd: folder }).sort();

/** What the reference's version table (beeper-api.md §9) lets each version not have. */
const missing: Record<string, string[]> = {
	'4.2.557': [
		'asset/serve',
		'chat/markRead',
		'chat/markUnread',
		'chat/notifyAnyway',
		'chat/update',
		'label/list',
		'message/delete',
		'message/retrieve',
	],
	'4.2.808': ['label/list'],
};

type Recorded = WorkflowFile & {
	meta: { file?: { base64: string; fileName: string; mimeType: string } };
};

/** Questions of these workflows get no answer. */
const NOBODY = { url: 'http://127.0.0.1:9' };

afterEach(async () => await stopWaiting());

describe.each(['4.2.557', '4.2.808'] as const)('against Beeper Desktop %s', (version) => {
	test.each(files)('%s', async (file) => {
		const workflow = JSON.parse(readFileSync(path.join(folder, file), 'utf8')) as Recorded;
		await using desktop = await start({ version, resolveAfterMs: 20 });
		const result = await runWorkflow(answeringAt(NOBODY, onlyRequired(workflow)), {
			credentials: credentialFor(desktop),
			items: await startItems(workflow),
		});
		const operation = file.replace('.workflow.json', '');
		if (missing[version].includes(operation)) {
			expect(result.error?.message).toMatch(
				/^This needs Beeper Desktop (4\.2\.\d+ or newer|newer than 4\.2\.808)$/,
			);
			expect(result.error?.description).toContain(version);
		} else {
			expect([operation, result.error?.message, result.error?.description]).toEqual([
				operation,
				undefined,
				undefined,
			]);
		}
	});
});

/** "Every option" may use options that came later; what the operation itself needs is in the others. */
function onlyRequired(workflow: Recorded): Recorded {
	const nodes = workflow.nodes.filter(({ name }) => !/^Every (option|field)|custom one/.test(name));
	const isKept = (name: string) => nodes.some((node) => node.name === name);
	const connections = Object.fromEntries(
		Object.entries(workflow.connections).map(([name, { main = [] }]) => [
			name,
			{ main: main.map((targets) => targets?.filter(({ node }) => isKept(node)) ?? []) },
		]),
	);
	return { ...workflow, nodes, connections };
}

async function startItems({ meta: { file } }: Recorded) {
	if (!file) return undefined;
	const { base64, ...about } = file;
	return [{ json: {}, binary: { data: await storeBinary(Buffer.from(base64, 'base64'), about) } }];
}
