import { fork } from 'node:child_process';
import { once } from 'node:events';

/**
 * Starts a script that serves something (`url`, `token`) and does what it is told: `ask(name, ...args)` resolves
 * with the answer to a command. Ends with `using`.
 */
export async function startProcess(script) {
	const child = fork(script, ['serve']);
	const [{ url, token }] = await once(child, 'message');
	const pending = new Map();
	let asked = 0;
	child.on('message', ({ id, answer, error }) => {
		const { resolve, reject } = pending.get(id);
		pending.delete(id);
		if (error === undefined) resolve(answer);
		else reject(new Error(error));
	});
	const ask = async (name, ...args) =>
		await new Promise((resolve, reject) => {
			pending.set(++asked, { resolve, reject });
			child.send({ id: asked, name, args });
		});
	return { url, token, ask, [Symbol.dispose]: () => child.kill() };
}

/** The other side of `ask`: functions by name. */
export function answerCommands(commands) {
	process.on('message', async ({ id, name, args }) => {
		try {
			process.send({ id, answer: await commands[name](...args) });
		} catch (error) {
			process.send({ id, error: error.stack });
		}
	});
	process.once('disconnect', () => process.exit());
}
