import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { errorText, type FailedRequest } from '../../../dist/nodes/shared/api/errors/errorText.js';
import type { HttpResult } from '../../../dist/nodes/shared/api/httpResult.js';

const root = path.resolve(import.meta.dirname, '../../..');
const read = (file: string) => readFileSync(path.join(root, file), 'utf8');

const asked: FailedRequest = {
	baseUrl: 'http://localhost:23373',
	write: true,
	repeatable: false,
	uncertain: 'The message may have gone out',
	since: '4.2.808',
	ids: ['Chat'],
	labels: { chatID: 'Chat', text: 'Text' },
};
const reading: FailedRequest = { ...asked, write: false, repeatable: true };
const beeper = { 'x-beeper-desktop-version': '4.3.0' };
const answer = (status: number, message = '', headers = {}): HttpResult => ({
	status,
	headers: { ...beeper, ...headers },
	body: { message, code: 'X' },
});
const lost = (code: string, reason = ''): HttpResult => ({ status: undefined, code, reason });

/** Title and description as a user reads them, of every kind of failure. */
const shown: Array<[string, HttpResult, FailedRequest, string, RegExp]> = [
	[
		'nothing listens',
		lost('ECONNREFUSED'),
		reading,
		'Beeper is not reachable at http://localhost:23373',
		/Docker.*host\.docker\.internal/,
	],
	[
		'nothing listens elsewhere',
		lost('ECONNREFUSED'),
		{ ...reading, baseUrl: 'http://10.0.0.7:23373' },
		'Beeper is not reachable at http://10.0.0.7:23373',
		/Remote Access/,
	],
	[
		'no answer',
		lost('ETIMEDOUT'),
		reading,
		'Beeper did not answer in time at http://localhost:23373',
		/awake/,
	],
	[
		'no such host',
		lost('ENOTFOUND'),
		reading,
		'There is no machine with the name in http://localhost:23373',
		/'Base URL'/,
	],
	[
		'a broken connection',
		lost('ECONNRESET', 'socket hang up'),
		reading,
		'The connection to Beeper at http://localhost:23373 broke',
		/^socket hang up\./,
	],
	[
		'no web address',
		lost('ERR_INVALID_URL'),
		{ ...reading, baseUrl: 'localhost:23373' },
		"'Base URL' of the credential is not a web address",
		/http:\/\/localhost:23373/,
	],
	[
		'a token that no header can carry',
		lost('ERR_INVALID_CHAR', 'Invalid character in header content ["Authorization"]'),
		asked,
		"'Access Token' of the credential holds a character that no token has",
		/^Nothing was sent\./,
	],
	[
		'a bad certificate',
		lost('CERT_HAS_EXPIRED', 'certificate has expired'),
		reading,
		'The certificate of http://localhost:23373 is not trusted',
		/'Ignore SSL Issues'/,
	],
	[
		'n8n’s own guard',
		lost('', 'The request was blocked because it resolves to a restricted IP address'),
		reading,
		'n8n is set up not to call this address',
		/N8N_SSRF_ALLOWED_IP_RANGES/,
	],
	[
		'anything before sending',
		lost('', 'Node does not have any credentials set'),
		reading,
		'Beeper could not be asked',
		/credentials/,
	],
	[
		'a redirect',
		{ status: 302, headers: {}, body: '' },
		reading,
		'The address of Beeper leads to another address',
		/not followed/,
	],
	[
		'another program',
		{ status: 404, headers: {}, body: '<html>' },
		reading,
		'Something other than Beeper answered',
		/'Base URL'/,
	],
	[
		'a wrong token',
		answer(401),
		reading,
		'Beeper does not accept the access token',
		/^It may be wrong, expired or revoked\. /,
	],
	[
		'a wrong or read-only token',
		answer(401),
		asked,
		'Beeper does not accept the access token',
		/only allowed to read/,
	],
	[
		'a read-only token',
		answer(403),
		asked,
		'The access token is not allowed to change anything',
		/'Allow sensitive actions'/,
	],
	['a forbidden read', answer(403), reading, 'Beeper does not allow this', /signed in/],
	[
		'an unknown chat',
		answer(404, 'Chat not found'),
		reading,
		'Beeper cannot find this chat',
		/^Beeper says: "Chat not found"\. Check 'Chat'/,
	],
	[
		'an old Beeper',
		answer(404, '', { 'x-beeper-desktop-version': '4.2.557' }),
		reading,
		'This needs Beeper Desktop 4.2.808 or newer',
		/4\.2\.557 is running/,
	],
	['a file over Beeper’s limit', answer(413), asked, 'The file is too large for Beeper', /smaller/],
	[
		'a refused value',
		{
			...answer(400),
			body: {
				message: 'x',
				details: { issues: [{ path: ['body', 'text'], message: 'Too long.' }] },
			},
		} as HttpResult,
		asked,
		'Beeper refused the input',
		/^'Text': Too long\. Correct/,
	],
	[
		'too many requests',
		answer(429, '', { 'retry-after': '90' }),
		asked,
		'Beeper asks to slow down',
		/^Try again in 90 seconds/,
	],
	[
		'a starting app',
		answer(503, '', { 'retry-after': '90' }),
		asked,
		'Beeper is not ready',
		/^Try again in 90 seconds/,
	],
	[
		'an error inside Beeper',
		answer(500, 'bridge failed'),
		reading,
		'Beeper could not do it',
		/^Beeper says: "bridge failed"/,
	],
	[
		'an unknown outcome, no answer',
		lost('ECONNRESET'),
		asked,
		'The message may have gone out, but Beeper did not confirm it',
		/broke before Beeper answered/,
	],
	[
		'an unknown outcome, HTTP 500',
		answer(500, 'oops'),
		asked,
		'The message may have gone out, but Beeper did not confirm it',
		/HTTP 500 \("oops"\)/,
	],
];

test.each(shown)('%s', (_, outcome, context, title, remedy) => {
	const { message, description } = errorText(outcome, context);
	expect(message).toBe(title);
	expect(description).toMatch(remedy);
});

test('docs/errors.md has every title', () => {
	const page = read('docs/errors.md').replace(/([*_])[^*_|]+\1/g, '…');
	const sources = globSync('nodes/shared/api/errors/*Text.ts', { cwd: root }).map(read).join('\n');
	const titles = [...sources.matchAll(/message: (?:'((?:[^'\\]|\\.)+)'|`([^`]+)`|"([^"]+)")/g)]
		.map(([, ...quoted]) =>
			(quoted.find(Boolean) ?? '').replace(/\$\{uncertain\}/, 'The message may have gone out'),
		)
		.map((title) => title.replace(/\$\{[^}]+\}/g, '…').replace(/\\'/g, "'"));
	expect(titles.length).toBeGreaterThan(18);
	for (const title of titles) expect(page).toContain(title);
});
