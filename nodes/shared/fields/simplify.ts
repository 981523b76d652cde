import type { INodeProperties } from 'n8n-workflow';

/** Whether an operation gives a short, flat item (see shared/model/simplified.ts) or the API's response unchanged. */
export const simplify: INodeProperties = {
	displayName: 'Simplify',
	name: 'simplify',
	type: 'boolean',
	default: true,
	description: 'Whether to return a simplified version of the response instead of the raw data',
};
