import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const script = fileURLToPath(new URL('../../scripts/double.mjs', import.meta.url));

test('npm run double prints its address and tokens, then each request, and ends on SIGINT', async () => {
	const child = spawn(process.execPath, [script, '--port', '0', '--chatter']);
	using _ended = { [Symbol.dispose]: () => child.kill('SIGKILL') };
	const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
	const line = async () => String((await lines.next()).value);
	const [url] = /http:\S+/.exec(await line()) ?? [];
	const token = (await line()).split(/\s+/).at(-1);
	expect(await line()).toMatch(/^read-only token /);
	const headers = { Authorization: `Bearer ${token}` };
	expect((await fetch(`${url}/v1/accounts?x=1`, { headers })).status).toBe(400);
	expect(await line()).toMatch(/^\d\d:\d\d:\d\d GET \/v1\/accounts\?x=1 400$/);
	child.kill('SIGINT');
	expect(await once(child, 'exit')).toEqual([0, null]);
});
