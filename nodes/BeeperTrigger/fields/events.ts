import type { INodeProperties } from 'n8n-workflow';

/** What starts the workflow; the values are those of `EVENT_NAMES`. */
export const events: INodeProperties = {
	displayName: 'Trigger On',
	name: 'events',
	type: 'multiOptions',
	required: true,
	default: ['message.received'],
	options: [
		{
			name: 'Chat Created',
			value: 'chat.created',
			description:
				'There is a new chat: somebody wrote to you for the first time, or you started it',
		},
		{
			name: 'Chat Deleted',
			value: 'chat.deleted',
			description: 'A chat is gone from Beeper',
		},
		{
			name: 'Chat Updated',
			value: 'chat.updated',
			description:
				'Something about a chat changed: its title, its people, muted, archived and the like; a new message alone is no change',
		},
		{
			name: 'Connection Changed',
			value: 'connection.changed',
			description:
				'Beeper cannot be reached, is back, or has caught up on what was missed: an outage can start the workflow three times',
		},
		{
			name: 'Message Deleted',
			value: 'message.deleted',
			description: 'You or somebody else deleted a message; you get its text if it was seen before',
		},
		{
			name: 'Message Edited',
			value: 'message.edited',
			description: 'You or somebody else changed the text of a message',
		},
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
		{
			name: 'Reaction Added',
			value: 'reaction.added',
			description: 'You or somebody else reacted to a message, e.g. with a thumbs up',
		},
		{
			name: 'Reaction Removed',
			value: 'reaction.removed',
			description: 'You or somebody else took a reaction back',
		},
	],
};
