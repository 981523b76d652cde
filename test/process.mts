/**
 * Calls the functions that a module exports, in a process of its own: there what they do, and the memory they take, does
 * not count as that of the process which calls them.
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

type Call = { name: string; args: unknown[] };
type Answer = { result?: unknown; error?: string };

/**
 * `using other = startProcess(url)`, then `await other.call('name', ...args)`, one call at a time. What goes to and fro
 * is sent as JSON.
 */
export function startProcess(moduleUrl: string) {
	const script = fileURLToPath(import.meta.url);
	const child = fork(script, [moduleUrl], { execArgv: ['--expose-gc'] });
	const ended = once(child, 'exit').then(([code, signal]) => {
		throw new Error(`The process of ${moduleUrl} ended (${code ?? signal}); see above`);
	});
	// It may end when nobody waits for it any more.
	ended.catch(() => {});
	return {
		async call<Result = void>(name: string, ...args: unknown[]): Promise<Result> {
			child.send({ name, args } satisfies Call);
			const [answer] = await Promise.race([once(child, 'message'), ended]);
			const { result, error } = answer as Answer;
			if (error !== undefined) throw new Error(error);
			return result as Result; // the caller names the type of the function
		},
		[Symbol.dispose]: () => {
			if (child.connected) child.disconnect();
		},
	};
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
	// Not awaited here: it may import this module, and would wait for it.
	const functions = import(process.argv[2]);
	process.once('disconnect', () => process.exit());
	process.on('message', async ({ name, args }: Call) => {
		const answer: Promise<Answer> = functions
			.then(async (module) => ({ result: await module[name](...args) }))
			.catch((error: Error) => ({ error: error.stack }));
		process.send?.(await answer);
	});
}
