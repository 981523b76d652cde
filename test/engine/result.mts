import { createRequire } from 'node:module';

import type {
	ExecutionError,
	ExecutionStatus,
	IDataObject,
	INodeExecutionData,
	IRun,
	IRunData,
} from 'n8n-workflow';

import type { LogLine } from './logs.mts';

const { stringify } = createRequire(import.meta.url)('flatted') as typeof import('flatted');

/** A finished execution, as n8n would show it. */
export class Result {
	readonly executionId: string;
	/** What the engine gave back. */
	readonly run: IRun;
	/** What n8n saves as the execution's end: of a canceled one, the moment it was canceled. */
	readonly status: ExecutionStatus;
	/** n8n's log lines while it ran. */
	readonly logs: LogLine[];

	constructor(executionId: string, run: IRun, status: ExecutionStatus, logs: LogLine[]) {
		this.executionId = executionId;
		this.run = run;
		this.status = status;
		this.logs = logs;
	}

	/** The error that ended the execution, with message, description and context.itemIndex. */
	get error(): ExecutionError | undefined {
		return this.run.data.resultData.error;
	}

	/** Everything by node and run, pairedItem included. */
	get data(): IRunData {
		return this.run.data.resultData.runData;
	}

	/** The items that left a node (of its latest run), as the next node gets them. */
	items(nodeName: string, output = 0): INodeExecutionData[] {
		return this.data[nodeName]?.at(-1)?.data?.main?.[output] ?? [];
	}

	/** The JSON of those items. */
	json(nodeName: string, output = 0): IDataObject[] {
		return this.items(nodeName, output).map(({ json }) => json);
	}

	/** The error shown on a node, also where the workflow went on. */
	nodeError(nodeName: string): ExecutionError | undefined {
		return this.data[nodeName]?.at(-1)?.error;
	}

	/** The text n8n writes into its database: what must not hold a token. */
	stored(): string {
		return stringify(this.run.data);
	}
}
