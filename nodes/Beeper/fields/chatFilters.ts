import { accountIDs } from './accountIDs';
import { dateFilter } from './date';
import { labelID } from './labelID';
import { filtersField } from '../../shared/fields/collections';

/** The filters of GET /v1/chats/search (docs/beeper-api.md, endpoint 20). */
export const chatFilters = filtersField([
	accountIDs,
	{
		displayName: 'Chat Type',
		name: 'type',
		type: 'options',
		default: 'single',
		description: 'Only direct chats, or only groups',
		options: [
			{ name: 'Any', value: 'any' },
			{ name: 'Direct', value: 'single' },
			{ name: 'Group', value: 'group' },
		],
		routing: { send: { type: 'query', property: 'type' } },
	},
	{
		displayName: 'Inbox',
		name: 'inbox',
		type: 'options',
		default: 'primary',
		description: 'Only chats in this part of Beeper; all of them without this filter',
		options: [
			{ name: 'Archive', value: 'archive' },
			{ name: 'Low Priority', value: 'low-priority' },
			{ name: 'Primary', value: 'primary' },
		],
		routing: { send: { type: 'query', property: 'inbox' } },
	},
	{
		displayName: 'Include Muted',
		name: 'includeMuted',
		type: 'boolean',
		default: false,
		description: 'Whether to include muted chats',
		routing: { send: { type: 'query', property: 'includeMuted' } },
	},
	labelID,
	dateFilter(
		'Last Activity After',
		'lastActivityAfter',
		'Only chats with activity after this time',
	),
	dateFilter(
		'Last Activity Before',
		'lastActivityBefore',
		'Only chats without activity since this time',
	),
	{
		displayName: 'Search In',
		name: 'scope',
		type: 'options',
		default: 'titles',
		description: 'Where the search text has to be',
		options: [
			{
				name: 'Participants',
				value: 'participants',
				description: 'Names of the people in the chat',
			},
			{
				name: 'Titles',
				value: 'titles',
				description: 'Title of the chat and name of the network',
			},
		],
		routing: { send: { type: 'query', property: 'scope' } },
	},
	{
		displayName: 'Unread Only',
		name: 'unreadOnly',
		type: 'boolean',
		default: true,
		description: 'Whether to return only chats with unread messages',
		routing: { send: { type: 'query', property: 'unreadOnly' } },
	},
]);
