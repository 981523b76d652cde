import { globSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Desktop } from '../double/driver.mts';
import { start } from '../double/start.mts';
import {
	type Result,
	runWorkflow,
	storeBinary,
	WaitingServer,
	type WorkflowFile,
} from '../engine/index.mts';
import { answeringAt, stopWaiting } from './asked.mts';
import { credentialFor, FRIEND } from './given.mts';
import { inFastTime } from './time.mts';

inFastTime(20);

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
	test.each(files)('%s', async (name) => {
		const workflow = JSON.parse(readFileSync(path.join(folder, name), 'utf8')) as Expected;
		// A second, so that what is sent next is always earlier than what became of the one before.
		await using desktop = await start({ now: () => NOW, resolveAfterMs: 1_000 });
		await using n8n = await WaitingServer.start();
		const credentials = credentialFor(desktop);
		const file = answeringAt(n8n, workflow);
		const begun = await runWorkflow(file, {
			credentials,
			timezone: 'Europe/Berlin',
			items: await startItems(workflow),
		});
		const result = begun.status === 'waiting' ? await answered(desktop, n8n, file, begun) : begun;
		expect(result.error).toBeUndefined();
		const requests = desktop.requests
			// How often a chat is looked at for an answer, too.
			.filter(({ method }) => result === begun || method !== 'GET')
			// How often a send is looked after depends on time.
			.filter(({ route }) => route !== 'GET /v1/chats/{chatID}/messages/{messageID}')
			.map(({ route, params, query, body }) => ({ route, params, query, body }));
		const names = workflow.nodes.map(({ name }) => name).filter((name) => name !== 'Start');
		const outputs = Object.fromEntries(names.map((name) => [name, result.items(name)]));
		const seen = settled({ pinData: outputs, meta: { requests } }, desktop.port);
		if (isRecording) {
			writeFileSync(
				path.join(folder, name),
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

/** Plays n8n's waiting webhook and the person who answers each question with "yes", until nothing waits any more. */
async function answered(
	desktop: Desktop,
	n8n: WaitingServer,
	workflow: WorkflowFile,
	begun: Result,
): Promise<Result> {
	const end = n8n.hold(workflow, begun, { credentials: credentialFor(desktop) });
	for (const { parameters } of workflow.nodes.slice(1)) {
		const question = await Promise.race([asked(desktop, String(parameters?.message)), end]);
		// It has ended, and should not have.
		if (!('chatID' in question)) return question;
		desktop.friend(FRIEND).writes('Yes', { replyTo: question.id });
	}
	const result = await end;
	const isConfirmation = ({ body }: { body?: unknown }) =>
		(body as { text?: string })?.text === 'Thanks, noted.';
	await desktop.waitForRequest('POST /v1/chats/{chatID}/messages', isConfirmation);
	await stopWaiting();
	return result;
}

/** The question, once it stands in the chat and its answer is looked for. */
async function asked(desktop: Desktop, text: string) {
	for (;;) {
		await desktop.waitForRequest('GET /v1/chats/{chatID}/messages');
		const question = desktop.messages(FRIEND).findLast((one) => one.text?.startsWith(text));
		if (question && !question.id.startsWith('~')) return question;
	}
}

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
