import { chatID } from '../../../shared/fields/chatID';
import { messageID } from '../../fields/messageID';
import { getFiles } from '../../../shared/files/getFiles';
import type { Operation } from '../../../shared/operation/operation';
import { optionsField } from '../../../shared/fields/collections';

/** GET /v1/assets/serve, `client.assets.serve` */
export const serve: Operation = {
	option: {
		name: 'Get',
		value: 'serve',
		action: 'Get file',
		description:
			'Get the files of a message, or the file at an address that Beeper gave, as binary data',
		routing: { request: { method: 'GET', url: '/v1/assets/serve' } },
	},
	since: '4.2.557',
	fields: [
		{
			displayName: 'File From',
			name: 'source',
			type: 'options',
			default: 'message',
			description: 'Where the file is',
			options: [
				{
					name: 'Message',
					value: 'message',
					description: 'All attachments of a message, one item each',
				},
				{
					name: 'URL',
					value: 'url',
					description: 'An address such as mxc://… of an attachment or picture',
				},
			],
		},
		{ ...chatID, displayOptions: { show: { source: ['message'] } } },
		{ ...messageID, displayOptions: { show: { source: ['message'] } } },
		{
			displayName: 'URL',
			name: 'url',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. mxc://local.beeper.com/abc',
			description: 'An mxc, localmxc, file or https address, as attachments and pictures have it',
			displayOptions: { show: { source: ['url'] } },
		},
		{
			displayName: 'Put Output File in Field',
			name: 'binaryPropertyName',
			type: 'string',
			required: true,
			default: 'data',
			placeholder: 'e.g. data',
			hint: 'The name of the output field to put the file in',
		},
		optionsField([
			{
				displayName: 'File Name',
				name: 'fileName',
				type: 'string',
				default: '',
				placeholder: 'e.g. photo.jpg',
				description: 'The name to give the file instead of its own',
			},
			{
				displayName: 'MIME Type',
				name: 'mimeType',
				type: 'string',
				default: '',
				placeholder: 'e.g. image/jpeg',
				description: 'The kind to give the file instead of the one that Beeper reports',
			},
		]),
	],
	perform: getFiles,
};
