import type { IDataObject } from 'n8n-workflow';
import { uploadOptions } from '../../fields/uploadOptions';
import type { Operation } from '../../../shared/operation/operation';
import { inputFile, upload as uploadFile } from '../../../shared/files/upload';

/** POST /v1/assets/upload (multipart), `client.assets.upload` */
export const upload: Operation = {
	option: {
		name: 'Upload',
		value: 'upload',
		action: 'Upload file',
		description: 'Upload a file from the input for later use; Message → Send does this by itself',
		routing: { request: { method: 'POST', url: '/v1/assets/upload' } },
	},
	since: '4.2.557',
	fields: [
		{
			displayName: 'Input Data Field Name',
			name: 'binaryPropertyName',
			type: 'string',
			required: true,
			default: 'data',
			placeholder: 'e.g. data',
			hint: 'The name of the input field with the file',
		},
		uploadOptions,
	],
	perform: async (context): Promise<IDataObject> => {
		const file = await inputFile(context, context.parameter('binaryPropertyName', 'data'));
		const { fileName, mimeType } = context.parameter<{ fileName?: string; mimeType?: string }>(
			'options',
			{},
		);
		return await uploadFile(context, {
			...file,
			fileName: fileName || file.fileName,
			mimeType: mimeType || file.mimeType,
		});
	},
};
