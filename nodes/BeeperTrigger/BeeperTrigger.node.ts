import type {
	INodeType,
	INodeTypeDescription,
	ITriggerFunctions,
	ITriggerResponse,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { getAccounts } from '../shared/listSearch/getAccounts';
import { getChats } from '../shared/listSearch/getChats';
import { getSenders } from '../shared/listSearch/getSenders';
import { beeperApiTest } from '../shared/api/credentialTest';
import { events } from './fields/events';
import { filters } from './fields/filters';
import { options } from './fields/options';
import { lifecycle } from './lifecycle';

/** Starts a workflow on what happens in Beeper's chats; see `lifecycle.ts`. */
export class BeeperTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Beeper Trigger',
		name: 'beeperTrigger',
		icon: { light: 'file:../../icons/beeper.svg', dark: 'file:../../icons/beeper.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle:
			'={{ ((all) => all.length > 2 ? `${all[0].replaceAll(".", " ")} + ${all.length - 1} more` : all.join(", ").replaceAll(".", " "))(String($parameter["events"]).split(",")) }}',
		// n8n's nodes panel shows this for "Beeper" as a whole, actions included.
		description:
			'Messages on WhatsApp, Telegram, Signal, iMessage, Slack, Discord and more through Beeper; the trigger starts a workflow when something happens in your chats',
		eventTriggerDescription:
			"Waiting for an event that is chosen in 'Trigger On': make it happen in Beeper. If none comes for ten seconds, the newest message that matches is the sample.",
		activationMessage:
			'Beeper Trigger is listening: your workflow now runs whenever a chosen event happens.',
		triggerPanel: {
			header: 'Starts when something happens in Beeper',
			executionsHelp: {
				inactive:
					"While you build the workflow, press 'Execute step' and make it happen in Beeper: let somebody write to you, for example. This runs the workflow once, with that event or, if none comes for ten seconds, with the newest message that matches as a sample. Once the workflow is published, it listens all the time.",
				active:
					"While you build the workflow, press 'Execute step' and make it happen in Beeper: let somebody write to you, for example. If nothing comes for ten seconds, the newest message that matches is the sample. The published workflow listens all the time; its executions show under 'Executions', not here.",
			},
			activationHint:
				"Press 'Execute step', then make it happen in Beeper: let somebody write to you, for example. After ten seconds without an event you get the newest message that matches as a sample. Once the workflow is published, it listens all the time; those executions show under 'Executions', not here.",
		},
		defaults: { name: 'Beeper Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'beeperApi', required: true, testedBy: 'beeperApiTest' }],
		properties: [events, filters, options],
	};

	methods = {
		credentialTest: { beeperApiTest },
		listSearch: { getAccounts, getChats, getSenders },
	};

	async trigger(this: ITriggerFunctions): Promise<ITriggerResponse> {
		return await lifecycle(this);
	}
}
