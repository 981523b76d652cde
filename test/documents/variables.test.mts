import { execFileSync } from 'node:child_process';
import { settingsIn } from './commands.mts';
import { documents, files, read } from './documents.mts';
import { isOfN8n, namesIn } from './variables.mts';

// Node.js lists its own variables behind its options.
const help = execFileSync(process.execPath, ['--help'], { encoding: 'utf8' });
const sources = [
	...files('{scripts,test}/**/*.{mts,mjs}').filter((file) => !file.startsWith('test/documents/')),
	...files('.github/workflows/*.yml'),
]
	.map(read)
	.join('\n');

// n8n's are looked for in n8n: test/e2e/named.test.mts.
test.each(documents)(
	'%s names only variables and codes that a script, a test or Node.js has',
	(document) => {
		for (const name of namesIn(document).filter((one) => !isOfN8n(one)))
			expect([name, new RegExp(`\\b${name}\\b`).test(sources + help)]).toEqual([name, true]);
	},
);

describe('docs/scaling.md', () => {
	const driver = ['queue', 'services', 'n8n']
		.map((name) => read(`test/n8n/${name}.mts`))
		.join('\n');
	const settings = settingsIn('docs/scaling.md');

	test('has variables in its block', () => expect(Object.keys(settings)).toHaveLength(5));

	test.each(Object.keys(settings).filter((name) => name !== 'WEBHOOK_URL'))(
		'%s is what main or workers run with in the tests of queue mode',
		(name) => expect(driver).toMatch(new RegExp(`^\\s+${name}: `, 'm')),
	);

	test('WEBHOOK_URL is what a main and workers of these tests run with', () => {
		expect(read('test/e2e/queue.test.mts')).toMatch(/^\s+WEBHOOK_URL: /m);
	});

	test('queue mode is switched on by the same value', () => {
		expect(driver).toContain(`EXECUTIONS_MODE: '${settings.EXECUTIONS_MODE}'`);
		const [, type] = /`DB_TYPE=(\w+)`/.exec(read('docs/scaling.md')) ?? [];
		expect(driver).toContain(`DB_TYPE: '${type}'`);
	});
});
