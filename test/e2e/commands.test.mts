import { RUN_SHORT } from '../documents/runs.mts';
import { run } from './shell.mts';

describe('commands of the documents, made short', () => {
	test.each(Object.entries(RUN_SHORT))('%s', async (command, { and, prints }) => {
		const behind = !and || command.includes(' -- ') ? and : `-- ${and}`;
		expect(await run([command, behind].filter(Boolean).join(' '))).toMatch(prints);
	});
});
