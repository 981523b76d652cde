import { FileProblem } from '../../../dist/nodes/shared/files/fileProblem.js';

const SECRET = 'https://user:canary@files.example.com/a.png?signature=canary';

test.each([
	['an answer', { status: 403, headers: {}, body: undefined }, 'answered with HTTP 403. '],
	['no answer', { status: undefined, code: 'ETIMEDOUT', reason: SECRET }, 'did not answer (ETIM'],
	[
		'a reason that quotes addresses',
		{ status: undefined, code: '', reason: `From ${SECRET} to ${SECRET}&more=canary is blocked` },
		'did not answer (From files.example.com to files.example.com is blocked). ',
	],
])('a problem with another server names the host only: %s', (_, result, sentence) => {
	const problem = FileProblem.ofWeb(result, SECRET);
	expect(problem.sentence).toContain(`files.example.com ${sentence}`);
	expect(JSON.stringify(problem)).not.toContain('canary');
});

test('of a malformed address too', () => {
	const url = 'https://files.example.com/a b.png?signature="canary"';
	const result = { status: undefined, code: '', reason: `Invalid URL: ${url}` } as const;
	const { sentence } = FileProblem.ofWeb(result, url);
	expect(sentence).toContain('did not answer (Invalid URL: files.example.com). ');
});
