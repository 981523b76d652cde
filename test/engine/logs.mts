import { container, Logger } from './n8n.mts';

/** A line as n8n would print it, with its data. */
export interface LogLine {
	level: string;
	message: string;
	metadata: Record<string, unknown>;
}

const lines: LogLine[] = [];
const listeners = new Set<(line: LogLine) => void>();

/**
 * What n8n's logger hands its lines to in place of winston. The logger itself stays n8n's: what it
 * makes of an error in the metadata is what a user would find in the log.
 */
const sink = {
	log: (level: string, message: string, metadata: Record<string, unknown>) => {
		const line = { level, message, metadata };
		lines.push(line);
		for (const listen of listeners) listen(line);
	},
	child: () => sink,
};

// Before any service is made: most keep a scoped copy of the logger that they are given.
const logger = container.get(Logger) as unknown as {
	setInternalLogger(sink: object): void; // private in n8n's types
};
logger.setInternalLogger(sink);

/** Marks the present end of the log; call the answer to get the lines written since. */
export function followLogs(): () => LogLine[] {
	const start = lines.length;
	return () => lines.slice(start);
}

/** Calls back for every line from now on; call the answer to end that. */
export function onLog(listen: (line: LogLine) => void): () => void {
	listeners.add(listen);
	return () => listeners.delete(listen);
}
