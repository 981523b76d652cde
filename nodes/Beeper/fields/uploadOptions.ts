import { optionsField } from '../../shared/fields/collections';

/** File name and MIME type of an upload, in place of the file's own; read as the parameter `options`. */
export const uploadOptions = optionsField([
	{
		displayName: 'File Name',
		name: 'fileName',
		type: 'string',
		default: '',
		placeholder: 'e.g. invoice.pdf',
		description: 'The name to give the file',
	},
	{
		displayName: 'MIME Type',
		name: 'mimeType',
		type: 'string',
		default: '',
		placeholder: 'e.g. application/pdf',
		description: 'The kind of file; Beeper finds out by itself without it',
	},
]);
