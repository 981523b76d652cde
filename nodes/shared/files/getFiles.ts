import type { IDataObject } from 'n8n-workflow';
import type { OperationContext } from '../operation/operationContext';
import { WithBinary } from '../operation/output';
import { downloadFile, type FileClient } from './downloadFile';
import { FileProblem, type FileOrProblem } from './fileProblem';
import { filesOf, type WantedFile } from './wantedFile';

/**
 * The files that the node asks for, each as an item with a binary field: all attachments of a message, or the
 * one at an address. They are passed on as they come in, not held in memory. Throws the node's error for the
 * first file that does not come.
 */
export async function getFiles(context: OperationContext): Promise<WithBinary[]> {
	const given = context.parameter<WantedFile['given']>('options', {});
	const items: WithBinary[] = [];
	for (const file of await wantedFiles(context)) {
		items.push(await getFile(context, { ...file, given }));
	}
	return items;
}

async function wantedFiles(context: OperationContext): Promise<WantedFile[]> {
	if (context.parameter<string>('source', 'message') === 'url') {
		const url = context.parameter('url', '').trim();
		if (!url)
			throw context.inputError("'URL' is empty", 'Take it from an attachment of a message.');
		return [{ url, attachment: {} }];
	}
	const request = { method: 'GET', url: '/v1/chats/{chatID}/messages/{messageID}' } as const;
	const { body } = await context.send(request, { since: '4.2.808' });
	const files = filesOf({ id: context.parameter('messageID', ''), ...(body as IDataObject) });
	if (files.length > 0) return files;
	throw context.inputError(
		'The message has no file',
		"Choose a message with an attachment in 'Message'.",
	);
}

async function getFile(context: OperationContext, wanted: WantedFile): Promise<WithBinary> {
	const client: FileClient = {
		helpers: context.n8n.helpers,
		signal: context.signal,
		fromBeeper: async (request, consume) =>
			(await context.send({ ...request, consume })).body as FileOrProblem,
		fromWeb: async (attempt) => await context.resultElsewhere(attempt),
	};
	const file = await downloadFile(client, wanted);
	if (file instanceof FileProblem) {
		throw context.apiError('The file could not be fetched', file.sentence, file.status);
	}
	const { fileName, mimeType, fileSize } = file;
	// Of a data: address only its head: the rest is the file once more.
	const url = wanted.url.replace(/^(data:[^,]*,).+/is, '$1…');
	const json: IDataObject = { url, fileName, mimeType, fileSize };
	return new WithBinary(json, { [context.parameter('binaryPropertyName', 'data')]: file });
}
