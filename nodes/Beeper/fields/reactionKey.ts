import type { INodeProperties } from 'n8n-workflow';

/** A reaction: one that the chat allows, from the list, or any key. */
export const reactionKey: INodeProperties = {
	displayName: 'Reaction',
	name: 'reactionKey',
	type: 'resourceLocator',
	required: true,
	default: { mode: 'id', value: '👍' },
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Choose a reaction…',
			typeOptions: { searchListMethod: 'getReactions', searchable: true },
		},
		{
			displayName: 'Emoji',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. 👍',
			hint: 'An emoji, or the shortcode or key of a custom one',
		},
	],
};
