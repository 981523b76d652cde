import type { INodeProperties } from 'n8n-workflow';
import { nodeProperties } from '../../shared/operation/nodeProperties';
import { resumeSavedQuestions } from '../../shared/question/pendingQuestions';
import { account } from './account';
import { app } from './app';
import { asset } from './asset';
import { chat } from './chat';
import { contact } from './contact';
import { label } from './label';
import { message } from './message';
import { reaction } from './reaction';
import { reminder } from './reminder';

/** The "Resource" menu, and after it each resource's operations and fields. */
export const properties: INodeProperties[] = [
	{
		displayName: 'Resource',
		name: 'resource',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'Account', value: 'account' },
			{ name: 'App', value: 'app' },
			{ name: 'Chat', value: 'chat' },
			{ name: 'Contact', value: 'contact' },
			{ name: 'File', value: 'asset' },
			{ name: 'Label', value: 'label' },
			{ name: 'Message', value: 'message' },
			{ name: 'Reaction', value: 'reaction' },
			{ name: 'Reminder', value: 'reminder' },
		],
		default: 'message',
	},
	...nodeProperties(
		[account, app, asset, chat, contact, label, message, reaction, reminder],
		resumeSavedQuestions,
	),
];
