import type { INodeProperties } from 'n8n-workflow';

/** Files of the input item to send: `attachment.*` of POST …/messages (docs/beeper-api.md, endpoint 33). */
export const attachments: INodeProperties = {
	displayName: 'Attachments',
	name: 'attachments',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add Attachment',
	default: {},
	description:
		'Files from the input to send. The text goes with the first; each further file is a message of its own.',
	options: [
		{
			displayName: 'Attachment',
			name: 'values',
			values: [
				{
					displayName: 'Input Data Field Name',
					name: 'binaryPropertyName',
					type: 'string',
					default: 'data',
					placeholder: 'e.g. data',
					hint: 'The name of the input field with the file; several with commas between',
				},
				{
					displayName: 'Send As',
					name: 'type',
					type: 'options',
					default: 'auto',
					description: 'How the other side sees the file',
					options: [
						{ name: 'Audio', value: 'audio' },
						{ name: 'Automatic', value: 'auto', description: 'By the kind of file' },
						{ name: 'File', value: 'file' },
						{ name: 'GIF', value: 'gif', description: 'A short video or GIF that plays by itself' },
						{ name: 'Image', value: 'image' },
						{ name: 'Sticker', value: 'sticker' },
						{ name: 'Video', value: 'video' },
						{ name: 'Voice Note', value: 'voice-note' },
					],
				},
				{
					displayName: 'Details',
					name: 'details',
					type: 'collection',
					placeholder: 'Add Detail',
					default: {},
					options: [
						{
							displayName: 'Duration (Seconds)',
							name: 'duration',
							type: 'number',
							typeOptions: { minValue: 0, numberPrecision: 2 },
							default: 0,
							description: 'Length of a voice note, an audio or a video',
						},
						{
							displayName: 'File Name',
							name: 'fileName',
							type: 'string',
							default: '',
							placeholder: 'e.g. invoice.pdf',
							description: "The name to show instead of the file's own",
						},
						{
							displayName: 'Height (Pixels)',
							name: 'height',
							type: 'number',
							typeOptions: { minValue: 0 },
							default: 0,
							description: 'Of an image or video; give the width too',
						},
						{
							displayName: 'MIME Type',
							name: 'mimeType',
							type: 'string',
							default: '',
							placeholder: 'e.g. audio/ogg',
							description: "The kind of file instead of the file's own",
						},
						{
							displayName: 'Width (Pixels)',
							name: 'width',
							type: 'number',
							typeOptions: { minValue: 0 },
							default: 0,
							description: 'Of an image or video; give the height too',
						},
					],
				},
			],
		},
	],
};
