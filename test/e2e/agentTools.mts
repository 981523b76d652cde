import { beeper, byID } from './given.mts';

/** A field that the model fills in, as n8n's editor writes it ("Let the model define this parameter"). */
const fromAI = (name: string, description = '', type = 'string') =>
	`={{ /*n8n-auto-generated-fromAI-override*/ $fromAI('${name}', \`${description}\`, '${type}') }}`;

/** Beeper as an agent's tools: to find a chat, to read it, to write and to react. */
export const agentTools = [
	beeper(
		'Find Chats',
		{
			resource: 'chat',
			operation: 'search',
			query: fromAI('Search_Text'),
			filters: {},
			limit: 5,
		},
		'beeperTool',
	),
	beeper(
		'Read Messages',
		{
			resource: 'message',
			operation: 'list',
			chatID: byID(fromAI('Chat')),
			limit: fromAI('Limit', '', 'number'),
		},
		'beeperTool',
	),
	beeper(
		'Send Message',
		{
			resource: 'message',
			operation: 'send',
			chatID: byID(fromAI('Chat')),
			text: fromAI('Text'),
			options: {
				replyToMessageID: byID(fromAI('Reply_To', 'ID of the message that this answers')),
			},
		},
		'beeperTool',
	),
	beeper(
		'React',
		{
			resource: 'reaction',
			operation: 'add',
			chatID: byID(fromAI('Chat')),
			messageID: byID(fromAI('Message')),
			reactionKey: byID(fromAI('Reaction')),
			options: {},
		},
		'beeperTool',
	),
];
