import type { INodeProperties } from 'n8n-workflow';
import { listOrID } from '../../shared/fields/modes';

/** A reaction: one that the chat allows, from the list, or any key. */
export const reactionKey: INodeProperties = {
	displayName: 'Reaction',
	name: 'reactionKey',
	type: 'resourceLocator',
	required: true,
	default: { mode: 'id', value: '👍' },
	modes: listOrID('getReactions', 'Choose a reaction…', {
		displayName: 'Emoji',
		placeholder: 'e.g. 👍',
		hint: 'An emoji, or the shortcode or key of a custom one',
	}),
};
