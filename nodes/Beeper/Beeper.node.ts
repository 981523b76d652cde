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

/** The Beeper node: chats, messages, files and the like. Declarative; each operation is a file in `resources/`. */
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
		// Makes the node declarative. Empty: the base URL is read once per run (shared/operation/nodeRuns.ts).
		requestDefaults: {},
		// These resume an execution that waits for an answer.
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
