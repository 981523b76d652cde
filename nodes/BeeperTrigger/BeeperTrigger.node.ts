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
		subtitle: '={{ $parameter["events"].join(", ") }}',
		description: 'Starts the workflow when something happens in your Beeper chats',
		eventTriggerDescription:
			'Write to yourself, or let somebody write to you, on a network that is connected to Beeper',
		activationMessage: 'Your workflow now starts on what happens in your Beeper chats.',
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
						displayName: 'Include Messages Sent by N8n',
						name: 'includeSentByN8n',
						type: 'boolean',
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
