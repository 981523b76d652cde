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

/** The Beeper Admin node: sign in to Beeper itself, connect networks, verify devices. */
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
		// Why it stands here, empty: see Beeper.node.ts.
		requestDefaults: {},
		// n8n versions that know this setting hide the values where an execution is shown; the next nodes still get them.
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
