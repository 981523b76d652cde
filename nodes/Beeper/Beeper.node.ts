import type {
	INodeType,
	INodeTypeDescription,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { getAccounts as searchAccounts } from '../shared/listSearch/getAccounts';
import { getChats } from '../shared/listSearch/getChats';
import { getContacts } from './listSearch/getContacts';
import { getLabels } from './listSearch/getLabels';
import { getMessages } from './listSearch/getMessages';
import { getReactions } from './listSearch/getReactions';
import { getSenders } from '../shared/listSearch/getSenders';
import { loadAccounts } from '../shared/listSearch/loadAccounts';
import { receiveAnswer, waitingWebhooks } from '../shared/question/webhook';
import { properties } from './resources';
import { beeperApiTest } from '../shared/api/credentialTest';
import { subtitleOf } from '../shared/operation/subtitle';

/** Everyday work with Beeper's chats and messages; declarative, each operation in `resources/`. */
export class Beeper implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Beeper',
		name: 'beeper',
		icon: { light: 'file:../../icons/beeper.svg', dark: 'file:../../icons/beeper.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle: subtitleOf(properties),
		description:
			'Send, search and manage messages on WhatsApp, Telegram, Signal, iMessage, Slack, Discord and more through Beeper',
		defaults: { name: 'Beeper' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		usableAsTool: true,
		credentials: [{ name: 'beeperApi', required: true, testedBy: 'beeperApiTest' }],
		// The base URL comes from the credential, once per run (shared/runs.ts): as an expression here n8n would
		// evaluate it twice for every item. That this is here makes the node a declarative one.
		requestDefaults: {},
		// An execution that waits for an answer is let go on through these.
		webhooks: waitingWebhooks,
		properties,
	};

	methods = {
		credentialTest: { beeperApiTest },
		listSearch: {
			getAccounts: searchAccounts,
			getChats,
			getContacts,
			getLabels,
			getMessages,
			getReactions,
			getSenders,
		},
		loadOptions: { getAccounts: loadAccounts },
	};

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await receiveAnswer(this);
	}
}
