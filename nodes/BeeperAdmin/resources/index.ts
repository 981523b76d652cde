import type { INodeProperties } from 'n8n-workflow';
import { nodeProperties } from '../../shared/operation/nodeProperties';
import { resumeSavedQuestions } from '../../shared/question/pendingQuestions';
import { appSetup } from './appSetup';
import { bridge } from './bridge';
import { bridgeLogin } from './bridgeLogin';
import { loginSession } from './loginSession';
import { verification } from './verification';

/** The "Resource" menu, and after it each resource's operations and fields. */
export const properties: INodeProperties[] = [
	{
		displayName: 'Resource',
		name: 'resource',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'App Setup', value: 'appSetup' },
			{ name: 'Bridge', value: 'bridge' },
			{ name: 'Bridge Login', value: 'bridgeLogin' },
			{ name: 'Login Session', value: 'loginSession' },
			{ name: 'Verification', value: 'verification' },
		],
		default: 'bridge',
	},
	...nodeProperties(
		[appSetup, bridge, bridgeLogin, loginSession, verification],
		resumeSavedQuestions,
	),
];
