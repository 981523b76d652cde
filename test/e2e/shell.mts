import { spawn } from 'node:child_process';
import { root } from '../documents/documents.mts';

/** How long a command may take; what the longest fetches is some MB. */
const RUN_MS = 240_000;

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

/** Runs it to its end; what it printed is an error unless it ended well, and in time. */
export async function run(command: string, options?: Parameters<typeof typed>[1]): Promise<string> {
	await using running = typed(command, options);
	// Jest does not end what a test has started, and a registry that does not answer is asked for half an hour.
	const late = Promise.withResolvers<'late'>();
	const timer = setTimeout(() => late.resolve('late'), RUN_MS);
	const code = await Promise.race([running.ended, late.promise]);
	clearTimeout(timer);
	if (code === 0) return running.output;
	const how = code === 'late' ? `has not ended within ${RUN_MS / 1_000} s` : `ended with ${code}`;
	throw new Error(`\`${command}\` ${how}:\n${running.output}`);
}

/** Nothing that is meant for jest, the test engine or npm's own run may reach what is run; but how npm gets at a registry. */
function inherited() {
	const foreign =
		/^(npm_(?!config_(cache|registry|userconfig|cafile|noproxy|proxy|https?_proxy)$)|N8N_|BEEPER_|JEST_|NODE_(ENV|OPTIONS)$)/i;
	return Object.fromEntries(Object.entries(process.env).filter(([name]) => !foreign.test(name)));
}
