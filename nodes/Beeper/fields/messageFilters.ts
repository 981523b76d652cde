import { accountIDs } from './accountIDs';
import { chatIDs } from '../../shared/fields/chatIDs';
import { dateFilter } from './date';
import { listOrID } from '../../shared/fields/modes';
import { filtersField } from '../../shared/fields/collections';

/** The filters of GET /v1/messages/search (docs/beeper-api.md, endpoint 31). */
export const messageFilters = filtersField([
	accountIDs,
	{
		displayName: 'Chat Type',
		name: 'chatType',
		type: 'options',
		default: 'single',
		description: 'Only messages in direct chats, or in groups',
		options: [
			{ name: 'Direct', value: 'single' },
			{ name: 'Group', value: 'group' },
		],
		routing: { send: { type: 'query', property: 'chatType' } },
	},
	chatIDs,
	{
		displayName: 'Exclude Low Priority',
		name: 'excludeLowPriority',
		type: 'boolean',
		default: true,
		description: 'Whether to leave out chats that Beeper counts as low priority',
		routing: { send: { type: 'query', property: 'excludeLowPriority' } },
	},
	{
		displayName: 'Include Muted',
		name: 'includeMuted',
		type: 'boolean',
		default: false,
		description: 'Whether to search muted chats too',
		routing: { send: { type: 'query', property: 'includeMuted' } },
	},
	{
		displayName: 'Media Types',
		name: 'mediaTypes',
		type: 'multiOptions',
		default: [],
		description: 'Only messages with one of these',
		options: [
			{ name: 'Any Media', value: 'any' },
			{ name: 'File', value: 'file' },
			{ name: 'Image', value: 'image' },
			{ name: 'Link', value: 'link' },
			{ name: 'Video', value: 'video' },
		],
		routing: { send: { type: 'query', property: 'mediaTypes' } },
	},
	{
		displayName: 'Sender',
		name: 'sender',
		type: 'resourceLocator',
		default: { mode: 'list', value: 'others', cachedResultName: 'All Others' },
		description: 'Only messages that this person wrote',
		modes: listOrID('getSenders', undefined, {
			placeholder: 'e.g. @alice:beeper.com',
			hint: 'The senderID of one of their messages',
		}),
		routing: { send: { type: 'query', property: 'sender' } },
	},
	dateFilter('Sent After', 'dateAfter', 'Only messages after this time'),
	dateFilter('Sent Before', 'dateBefore', 'Only messages before this time'),
]);
