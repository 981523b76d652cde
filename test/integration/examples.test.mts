import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Desktop } from '../double/driver.mts';
import { start } from '../double/start.mts';
import { WaitingServer, type WorkflowFile } from '../engine/index.mts';
import { stopWaiting } from './asked.mts';
import { byID, credentialFor, FRIEND } from './given.mts';
import { listening } from './triggered.mts';

const NOTE = 'Note to self';

/** The example as it is published. */
const example = (name: string) =>
	JSON.parse(
		readFileSync(path.resolve(import.meta.dirname, '../../examples', `${name}.json`), 'utf8'),
	) as WorkflowFile;

afterEach(async () => await stopWaiting());

describe('approve from your phone', () => {
	/** With the chat that the user is told to choose, and where the n8n of this test answers. */
	function filledIn(desktop: Desktop, { url }: WaitingServer): WorkflowFile {
		const file = example('approve-from-your-phone');
		const asking = file.nodes.find(({ name }) => name === 'Ask me')!;
		const options = asking.parameters?.options as object;
		Object.assign(asking.parameters!, {
			chatID: byID(desktop.chat(NOTE).id),
			options: { ...options, n8nUrl: url },
		});
		return { ...file, id: 'example' };
	}

	test.each([
		['👍', 'On my way!'],
		['👎', 'Are you there?'],
	])('%s on the question, and the chat ends with "%s"', async (reaction, last) => {
		await using desktop = await start();
		await using n8n = await WaitingServer.start();
		const file = filledIn(desktop, n8n);
		const credentials = credentialFor(desktop);
		await using active = await listening(desktop, file);
		const message = desktop.friend(FRIEND).writes('Are you there?');
		const waiting = await active.waitForExecution();
		expect(waiting.status).toBe('waiting');
		const end = n8n.hold(file, waiting, { credentials });
		const question = desktop.messages(NOTE).at(-1)!;
		expect(question.text).toContain(`${FRIEND} (WhatsApp) writes:`);
		expect(question.text).toContain('Are you there?');
		desktop.me.reacts(NOTE, question.id, reaction);
		expect((await end).status).toBe('success');
		const [answer] = desktop.messages(FRIEND).slice(-1);
		expect(answer.text).toBe(last);
		if (last === 'On my way!') expect(answer.linkedMessageID).toBe(message.id);
	});
});
