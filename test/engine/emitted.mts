import type { INodeExecutionData } from 'n8n-workflow';

/** One call of a trigger's `emit`. */
export interface Emitted {
	/** When, in ms of `performance.now()`. */
	at: number;
	items: INodeExecutionData[][];
	deduplicationKey?: string;
	/** True if n8n refused it because an execution with that key exists. */
	isDuplicate: boolean;
	/** Set by a crash that came before n8n had made the execution. */
	isUnstarted?: true;
}
