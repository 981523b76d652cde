import { pictureFormat, qrField } from './qrFields';
import { optionsField } from '../../shared/fields/collections';

/** "Options" of loginSession: submitStep. Those for one type of step are shown only for that type. */
export const stepOptions = optionsField([
	{
		displayName: 'Last URL',
		name: 'lastURL',
		type: 'string',
		default: '',
		placeholder: 'e.g. https://discord.com/app',
		description: 'The address that the browser was at in the end',
		displayOptions: { show: { '/type': ['cookies'] } },
		routing: { send: { type: 'body', property: 'lastURL' } },
	},
	pictureFormat,
	qrField,
	{
		displayName: 'Source',
		name: 'source',
		type: 'options',
		default: 'api',
		description: 'Where the cookies were taken from',
		displayOptions: { show: { '/type': ['cookies'] } },
		options: [
			{ name: 'API', value: 'api' },
			{ name: 'Browser Extension', value: 'browser_extension' },
			{ name: 'Web View', value: 'webview' },
		],
		routing: { send: { type: 'body', property: 'source' } },
	},
	{
		displayName: 'Wait at Most (Seconds)',
		name: 'timeout',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 3600 },
		default: 120,
		description:
			'How long to wait for somebody to scan or confirm; after that the output has isWaiting true',
		displayOptions: { show: { '/type': ['display_and_wait'] } },
	},
]);
