import type { INodeExecutionData } from 'n8n-workflow';

/** One call of a trigger's `emit`. */
export interface Emitted {
	items: INodeExecutionData[][];
	deduplicationKey?: string;
	/** True if n8n refused it because an execution with that key exists. */
	isDuplicate: boolean;
}
