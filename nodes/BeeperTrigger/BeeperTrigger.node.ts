import type {
	INodeType,
	INodeTypeDescription,
	ITriggerFunctions,
	ITriggerResponse,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { chatIDs } from '../Beeper/fields/chatIDs';
import { getChats } from '../Beeper/listSearch/getChats';
import { beeperApiTest } from '../Beeper/shared/credentialTest';
import { start } from './start';

/** Starts a workflow on what happens in Beeper's chats; the life of the trigger is in `start.ts`. */
export class BeeperTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Beeper Trigger',
		name: 'beeperTrigger',
		icon: { light: 'file:../../icons/beeper.svg', dark: 'file:../../icons/beeper.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: '={{ String($parameter["events"]).replaceAll(".", " ").replaceAll(",", ", ") }}',
		description:
			'WhatsApp, Telegram, Signal, iMessage, Slack, Discord and more through Beeper: starts the workflow when something happens in your chats',
		eventTriggerDescription:
			"Waiting: let somebody write to you in Beeper (or write yourself, if 'Message Sent' is chosen)",
		activationMessage:
			'Beeper Trigger is listening: your workflow now runs whenever a chosen event happens.',
		triggerPanel: {
			header: 'Starts when something happens in Beeper',
			executionsHelp: {
				inactive:
					"While you build the workflow, press 'Execute step' and let somebody write to you in Beeper. This runs the workflow once, with that message. Once the workflow is published, it listens all the time.",
				active:
					"While you build the workflow, press 'Execute step' and let somebody write to you in Beeper. The published workflow listens all the time; its executions show in the list, not here.",
			},
			activationHint:
				'Once the workflow is published, it listens all the time (those executions show in the list, not here).',
		},
		defaults: { name: 'Beeper Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'beeperApi', required: true, testedBy: 'beeperApiTest' }],
		properties: [
			{
				displayName: 'Trigger On',
				name: 'events',
				type: 'multiOptions',
				required: true,
				default: ['message.received'],
				options: [
					{
						name: 'Message Received',
						value: 'message.received',
						description: 'Somebody else wrote in one of your chats',
					},
					{
						name: 'Message Sent',
						value: 'message.sent',
						description: 'You wrote, on any of your devices',
					},
				],
			},
			{
				displayName: 'Filters',
				name: 'filters',
				type: 'collection',
				placeholder: 'Add Filter',
				default: {},
				options: [chatIDs],
			},
			{
				displayName: 'Options',
				name: 'options',
				type: 'collection',
				placeholder: 'Add Option',
				default: {},
				options: [
					{
						displayName: 'Include Messages Sent by Workflows',
						name: 'includeSentByN8n',
						type: 'boolean',
						displayOptions: { show: { '/events': ['message.sent'] } },
						default: false,
						description:
							'Whether "Message Sent" also fires for what Beeper nodes send. Mind loops: a workflow that answers would answer itself.',
					},
				],
			},
		],
	};

	methods = { credentialTest: { beeperApiTest }, listSearch: { getChats } };

	async trigger(this: ITriggerFunctions): Promise<ITriggerResponse> {
		return await start(this);
	}
}
