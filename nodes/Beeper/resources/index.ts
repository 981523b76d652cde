import type { INodeProperties } from 'n8n-workflow';
import { chat } from './chat';
import { message } from './message';
import { reaction } from './reaction';

/** The "Resource" menu, and after it each resource's operations and fields. */
export const properties: INodeProperties[] = [
	{
		displayName: 'Resource',
		name: 'resource',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'Chat', value: 'chat' },
			{ name: 'Message', value: 'message' },
			{ name: 'Reaction', value: 'reaction' },
		],
		default: 'message',
	},
	...chat,
	...message,
	...reaction,
];
