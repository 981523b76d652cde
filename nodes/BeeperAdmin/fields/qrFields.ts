import type { INodeProperties } from 'n8n-workflow';

/** The format of a QR code's picture; read by `withQr`. */
export const pictureFormat: INodeProperties = {
	displayName: 'Picture Format',
	name: 'pictureFormat',
	type: 'options',
	default: 'png',
	description: 'The form of the picture if there is a QR code to scan',
	options: [
		{ name: 'PNG', value: 'png', description: 'Shown everywhere, in n8n and in messages too' },
		{ name: 'SVG', value: 'svg', description: 'Sharp at every size, for web pages and print' },
	],
};

/** The output field for a QR code's picture; read by `withQr`. */
export const qrField: INodeProperties = {
	displayName: 'Put Output File in Field',
	name: 'binaryPropertyName',
	type: 'string',
	default: 'qr',
	placeholder: 'e.g. qr',
	description: 'The output field for the picture if there is a QR code to scan',
};

/** "Options" of an operation that has only those of a QR code. */
export const qrOptions: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add Option',
	default: {},
	options: [pictureFormat, qrField],
};
