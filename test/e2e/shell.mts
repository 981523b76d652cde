import { spawn } from 'node:child_process';
import { root } from '../documents/documents.mts';

export interface Typed {
	/** Everything printed so far, on both ways out. */
	readonly output: string;
	/** Resolves with the exit code. */
	readonly ended: Promise<number | null>;
	/** Types this, as in a terminal. */
	types(text: string): void;
	/** Ctrl-C, for the program and all that it has started. */
	interrupt(): void;
	[Symbol.asyncDispose](): Promise<void>;
}

/** Runs a command as somebody types it, in a bash of its own; in this repository unless told otherwise. */
export function typed(
	command: string,
	{ env = {}, cwd = root }: { env?: Record<string, string>; cwd?: string } = {},
): Typed {
	const child = spawn('bash', ['-c', command], {
		cwd,
		env: { ...inherited(), ...env },
		detached: true,
	});
	let output = '';
	child.stdout.on('data', (data: Buffer) => (output += data.toString()));
	child.stderr.on('data', (data: Buffer) => (output += data.toString()));
	const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
	const signal = (name: NodeJS.Signals) => {
		if (child.exitCode === null && child.signalCode === null) process.kill(-child.pid!, name);
	};
	return {
		get output() {
			return output;
		},
		ended,
		types: (text) => void child.stdin.write(text),
		interrupt: () => signal('SIGINT'),
		async [Symbol.asyncDispose]() {
			signal('SIGKILL');
			await ended;
		},
	};
}

/** Runs it to its end; what it printed is an error unless it ended well. */
export async function run(command: string, options?: Parameters<typeof typed>[1]): Promise<string> {
	await using running = typed(command, options);
	const code = await running.ended;
	if (code !== 0) throw new Error(`\`${command}\` ended with ${code}:\n${running.output}`);
	return running.output;
}

/** Nothing that is meant for jest, the test engine or npm's own run may reach what is run. */
function inherited() {
	const foreign = /^(npm_|N8N_|BEEPER_|JEST_|NODE_(ENV|OPTIONS)$)/i;
	return Object.fromEntries(Object.entries(process.env).filter(([name]) => !foreign.test(name)));
}
