import { globSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { start } from '../double/start.mts';
import { runWorkflow, storeBinary, type WorkflowFile } from '../engine/index.mts';

/**
 * One exported workflow per operation, `<resource>/<operation>.workflow.json`: it runs on n8n's engine
 * against the stand-in, and what its nodes give and send must be what the file says: `pinData` holds
 * the output of each node, `meta.requests` the requests. `RECORD=1` writes both; read them before you
 * commit them. `meta.file` is a file that the start item carries in its field `data`.
 */
const folder = import.meta.dirname;
const files = globSync('*/*.workflow.json', { cwd: folder }).sort();
const isRecording = process.env.RECORD === '1';

const NOW = Date.parse('2026-11-20T12:00:00Z');

type Expected = WorkflowFile & {
	pinData: Record<string, unknown>;
	meta: { requests: unknown[]; file?: { base64: string; fileName: string; mimeType: string } };
};

describe('operations on n8n’s engine', () => {
	test.each(files)('%s', async (file) => {
		const workflow = JSON.parse(readFileSync(path.join(folder, file), 'utf8')) as Expected;
		await using desktop = await start({ now: () => NOW, resolveAfterMs: 50 });
		const result = await runWorkflow(workflow, {
			credentials: { beeperApi: { baseUrl: desktop.url, accessToken: desktop.token } },
			timezone: 'Europe/Berlin',
			items: await startItems(workflow),
		});
		expect(result.error).toBeUndefined();
		const requests = desktop.requests
			// How often a send is looked after depends on time.
			.filter(({ route }) => route !== 'GET /v1/chats/{chatID}/messages/{messageID}')
			.map(({ route, params, query, body }) => ({ route, params, query, body }));
		const names = workflow.nodes.map(({ name }) => name).filter((name) => name !== 'Start');
		const outputs = Object.fromEntries(names.map((name) => [name, result.items(name)]));
		const seen = settled({ pinData: outputs, meta: { requests } }, desktop.port);
		if (isRecording) {
			writeFileSync(
				path.join(folder, file),
				`${JSON.stringify({ ...workflow, ...seen, meta: { ...workflow.meta, ...seen.meta } }, null, '\t')}\n`,
			);
		}
		expect(seen).toEqual(
			isRecording
				? seen
				: { pinData: workflow.pinData, meta: { requests: workflow.meta.requests } },
		);
	});
});

/** What was seen, without what differs from run to run: the port, and the folder of the stand-in. */
function settled(seen: object, port: number): Expected {
	const text = JSON.stringify(seen)
		.replaceAll(new RegExp(`(:|"port":)${port}\\b`, 'g'), '$123373')
		.replaceAll(/file:\/\/[^"]*?beeper-double-\w+/g, 'file:///beeper');
	return JSON.parse(text) as Expected;
}

async function startItems({ meta: { file } }: Expected) {
	if (!file) return undefined;
	const { base64, ...about } = file;
	return [{ json: {}, binary: { data: await storeBinary(Buffer.from(base64, 'base64'), about) } }];
}
