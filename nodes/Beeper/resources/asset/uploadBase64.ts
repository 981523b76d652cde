import type { IDataObject } from 'n8n-workflow';
import { uploadOptions } from '../../fields/uploadOptions';
import type { OperationContext } from '../../../shared/operation/operationContext';
import type { Operation } from '../../../shared/operation/operation';
import { uploaded } from '../../../shared/files/upload';

/** POST /v1/assets/upload/base64, `client.assets.uploadBase64` */
export const uploadBase64: Operation = {
	option: {
		name: 'Upload From Base64',
		value: 'uploadBase64',
		action: 'Upload file as base64 text',
		description: 'Upload a file that you have as base64 text, for later use',
		routing: { request: { method: 'POST', url: '/v1/assets/upload/base64' } },
	},
	since: '4.2.557',
	fields: [
		{
			displayName: 'Content',
			name: 'content',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. iVBORw0KGgo…',
			description: 'The file in base64; a data URL works too',
		},
		uploadOptions,
	],
	perform: uploadContent,
};

async function uploadContent(context: OperationContext): Promise<IDataObject> {
	const [, kind, content] =
		/^\s*(?:data:([^;,]*)[^,]*,)?([\s\S]*)$/.exec(context.parameter('content', '')) ?? [];
	const base64 = (content ?? '').replace(/\s+/g, '');
	if (!/^[A-Za-z0-9+/_-]+={0,2}$/.test(base64)) {
		throw context.inputError(
			"'Content' is not base64",
			"It may hold letters, digits, '+', '/' and '=' only. For a file in a binary field use Upload.",
		);
	}
	const { fileName, mimeType } = context.parameter<{ fileName?: string; mimeType?: string }>(
		'options',
		{},
	);
	const body = {
		content: base64,
		...(fileName && { fileName }),
		...((mimeType || kind) && { mimeType: mimeType || kind }),
	};
	const response = await context.send(
		{ ...context.request, body },
		{ repeatable: true, accept: [200] },
	);
	return uploaded(context, response.body, fileName || 'file');
}
