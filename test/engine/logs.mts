import { container, Logger } from './n8n.mts';

/** A line as n8n would print it, with its data. */
export interface LogLine {
	level: string;
	message: string;
	metadata: Record<string, unknown>;
}

const lines: LogLine[] = [];

/**
 * What n8n's logger hands its lines to in place of winston. The logger itself stays n8n's: what it
 * makes of an error in the metadata is what a user would find in the log.
 */
const sink = {
	log: (level: string, message: string, metadata: Record<string, unknown>) => {
		lines.push({ level, message, metadata });
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
