import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { root } from '../../setup.mjs';

const script = fileURLToPath(new URL('streaming-process.mjs', import.meta.url));

/**
 * Sends or gets one file with the Beeper node, n8n keeping binary data on disk, in a process of its own:
 * `direction` is 'send' or 'serve'. Answers by how many bytes that process grew at most while the file
 * went through (`grown`), and how long it took (`ms`). The stand-in Beeper is another process, so that
 * its memory does not count. `folder` is the built package.
 */
export async function measureStreaming(direction, size, folder = root) {
	const far = start('far side', size);
	try {
		return await answerOf(start(direction, size, { ...(await answerOf(far)), folder }));
	} finally {
		far.kill();
	}
}

function start(role, size, far) {
	const args = ['--expose-gc', script, role, String(size), JSON.stringify(far ?? null)];
	const stdio = ['ignore', 'inherit', 'inherit', 'ipc'];
	return spawn(process.execPath, args, { stdio });
}

async function answerOf(child) {
	const ended = once(child, 'exit').then(([code, signal]) => {
		throw new Error(`The measuring process ended (${code ?? signal}); see above`);
	});
	// It may end long after it was asked.
	ended.catch(() => {});
	const [answer] = await Promise.race([once(child, 'message'), ended]);
	return answer;
}
