import type { INodeType, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { beeperApiTest } from '../shared/api/credentialTest';
import { subtitleOf } from '../shared/operation/subtitle';
import { getBridgeAccounts } from './listSearch/getBridgeAccounts';
import { getBridges } from './listSearch/getBridges';
import { getLoginFlows } from './listSearch/getLoginFlows';
import { getLogins } from './listSearch/getLogins';
import { getVerifications } from './listSearch/getVerifications';
import { properties } from './resources';

/** Setting Beeper up: its own sign-in, the networks connected to it, the devices that trust each other. */
export class BeeperAdmin implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Beeper Admin',
		name: 'beeperAdmin',
		icon: { light: 'file:../../icons/beeper.svg', dark: 'file:../../icons/beeper.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle: subtitleOf(properties),
		description:
			'Connect WhatsApp, Telegram, Signal and other networks to Beeper, set up a Beeper Server and verify devices',
		defaults: { name: 'Beeper Admin' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		usableAsTool: true,
		credentials: [{ name: 'beeperApi', required: true, testedBy: 'beeperApiTest' }],
		// See Beeper.node.ts.
		requestDefaults: {},
		// Versions of n8n that know this hide them in the view of an execution; the next nodes get them.
		sensitiveOutputFields: [
			'matrix.accessToken',
			'desktopAPI.accessToken',
			'leadToken',
			'recoveryKey',
		],
		properties,
	};

	methods = {
		credentialTest: { beeperApiTest },
		listSearch: { getBridgeAccounts, getBridges, getLoginFlows, getLogins, getVerifications },
	};
}
