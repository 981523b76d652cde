import type { IDataObject } from 'n8n-workflow';
import { errorIn } from '../../../shared/api/httpResult';
import type { Operation } from '../../../shared/operation/operation';

/** POST /v1/assets/download, `client.assets.download` */
export const download: Operation = {
	option: {
		name: 'Download to App',
		value: 'download',
		action: 'Download file to app',
		description: 'Let Beeper fetch a file to its own disk and get its path on that machine',
		routing: { request: { method: 'POST', url: '/v1/assets/download' } },
	},
	fields: [
		{
			displayName: 'URL',
			name: 'url',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. mxc://local.beeper.com/abc',
			description:
				"An mxc or localmxc address, as an attachment has it. To use the file in this workflow, take 'Get' instead.",
			routing: { send: { type: 'body', property: 'url' } },
		},
	],
	perform: async (context): Promise<IDataObject> => {
		const url = context.parameter('url', '').trim();
		if (!url)
			throw context.inputError("'URL' is empty", 'Take it from an attachment of a message.');
		// Repeatable: a second time only stores the file on Beeper's disk again.
		const { body } = await context.send(context.request, { repeatable: true, accept: [200] });
		const file = body as IDataObject | undefined;
		const why = errorIn(body);
		if (typeof file?.srcURL === 'string' && why === undefined) return { url, ...file };
		throw context.apiError(
			'Beeper could not fetch the file',
			`${why === undefined ? '' : `Beeper says: "${why}". `}The file may have expired on its network; open the message in Beeper to see.`,
			200,
		);
	},
};
