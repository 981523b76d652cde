import { globSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { IDataObject } from 'n8n-workflow';
import { start } from '../../double/start.mts';
import { runWorkflow, type WorkflowFile } from '../../engine/index.mts';
import { scenes } from './scenes.mts';

/**
 * As ../operations.test.mts, for the Beeper Admin node: one exported workflow per operation, run on
 * n8n's engine against the stand-in, in the scene that it needs. `RECORD=1` writes what its nodes give and
 * send; read both before you commit them. Of pictures, name and kind.
 */
const folder = import.meta.dirname;
const files = globSync('*/*.workflow.json', { cwd: folder }).sort();
const isRecording = process.env.RECORD === '1';

const NOW = Date.parse('2026-11-20T12:00:00Z');

type Expected = WorkflowFile & {
	pinData: Record<string, unknown>;
	meta: { requests: unknown[] };
};

describe('admin operations on n8n’s engine', () => {
	test.each(files)('%s', async (file) => {
		const workflow = JSON.parse(readFileSync(path.join(folder, file), 'utf8')) as Expected;
		const scene = scenes[file.replace('.workflow.json', '')] ?? {};
		await using desktop = await start({
			now: () => NOW,
			setupStepMs: Infinity,
			token: 'token',
			...scene.options,
		});
		const json = ((await scene.play?.(desktop)) ?? {}) as IDataObject;
		desktop.clearRequests();
		const { accessToken = desktop.token } = scene;
		const result = await runWorkflow(workflow, {
			credentials: { beeperApi: { baseUrl: desktop.url, accessToken } },
			items: [{ json }],
			timezone: 'Europe/Berlin',
		});
		expect(result.error).toBeUndefined();
		const requests = desktop.requests.map(({ route, params, query, body }) => ({
			route,
			params,
			query,
			body,
		}));
		const names = workflow.nodes.map(({ name }) => name).filter((name) => name !== 'Start');
		const outputs = Object.fromEntries(names.map((name) => [name, result.items(name).map(brief)]));
		const seen = JSON.parse(JSON.stringify({ pinData: outputs, meta: { requests } })) as Expected;
		if (isRecording) {
			writeFileSync(
				path.join(folder, file),
				`${JSON.stringify({ ...workflow, ...seen }, null, '\t')}\n`,
			);
		}
		expect(seen).toEqual(isRecording ? seen : { pinData: workflow.pinData, meta: workflow.meta });
	});
});

type Item = ReturnType<Awaited<ReturnType<typeof runWorkflow>>['items']>[number];

function brief({ binary = {}, ...item }: Item) {
	const pictures = Object.entries(binary).map(([field, { fileName, mimeType, fileSize }]) => [
		field,
		{ fileName, mimeType },
	]);
	return pictures.length ? { ...item, binary: Object.fromEntries(pictures) } : item;
}
