import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { start } from '../double/start.mts';
import { runWorkflow, storeBinary, type WorkflowFile } from '../engine/index.mts';
import { answeringAt } from './asked.mts';
import { credentialFor } from './given.mts';

/** Every operation's own workflow, of both action nodes. */
const folder = import.meta.dirname;
const files = globSync('{*,admin/*}/*.workflow.json', { cwd: folder }).sort();

type Recorded = WorkflowFile & {
	meta: { file?: { base64: string; fileName: string; mimeType: string } };
};

/** What the workflows' expressions read; IDs and codes of a scene that is not played here. */
const json = { code: '123456', qr: 'QR', recoveryKey: 'a key', setupRequestID: 'a request' };

/** As some answers of the app are: the status says that all is well, the body says that nothing was done. */
const BODY = { error: 'The bridge is gone' };

test('there are as many workflows as operations', () => {
	expect(files).toHaveLength(61);
});

test.each(files)('%s takes HTTP 200 with an error for the failure that it is', async (file) => {
	const recorded = JSON.parse(readFileSync(path.join(folder, file), 'utf8')) as Recorded;
	await using desktop = await start();
	desktop.failNext('*', { status: 200, body: BODY, times: 1_000 });
	const { base64, ...about } = recorded.meta.file ?? { base64: '' };
	const data = base64 && (await storeBinary(Buffer.from(base64, 'base64'), about as never));
	const result = await runWorkflow(answeringAt({ url: 'http://127.0.0.1:9' }, recorded), {
		credentials: credentialFor(desktop),
		items: [{ json, ...(data && { binary: { data } }) }],
	});
	expect(result.error?.message).toMatch(/^(Beeper|The file) could not/);
	expect(result.error?.description).toContain(BODY.error);
});
