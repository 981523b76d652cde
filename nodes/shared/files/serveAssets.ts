import type { IBinaryData, IDataObject } from 'n8n-workflow';
import type { OperationContext } from '../operation/operationContext';
import type { Readable } from '../api/download';
import { lastSegment, nameIn, servedType } from './fileName';
import { fromWeb } from './fromWeb';
import { WithBinary } from '../operation/output';

/** An Attachment of a message (beeper-api.md §4), or what is known of a file with only an address. */
interface Asset {
	id?: string;
	srcURL?: string;
	fileName?: string;
	mimeType?: string;
}

/**
 * The files that the node asks for, each as an item with a binary field: all attachments of a message, or the
 * one at an address. They are passed on as they come in, not held in memory.
 */
export async function serveAssets(context: OperationContext): Promise<WithBinary[]> {
	const assets = await chosen(context);
	const items: WithBinary[] = [];
	for (const asset of assets) items.push(await serve(context, asset));
	return items;
}

async function chosen(context: OperationContext): Promise<Asset[]> {
	if (context.parameter<string>('source', 'message') === 'url') {
		const url = context.parameter('url', '').trim();
		if (!url)
			throw context.inputError("'URL' is empty", 'Take it from an attachment of a message.');
		return [{ srcURL: url }];
	}
	const request = { method: 'GET', url: '/v1/chats/{chatID}/messages/{messageID}' } as const;
	const { body } = await context.send(request, { since: '4.2.808' });
	const { attachments } = body as { attachments?: Asset[] };
	if (attachments?.length) return attachments;
	throw context.inputError(
		'The message has no file',
		"Choose a message with an attachment in 'Message'.",
	);
}

async function serve(context: OperationContext, asset: Asset): Promise<WithBinary> {
	const url = asset.srcURL ?? asset.id ?? '';
	const consume = async (file: Readable, headers: Record<string, string>) => {
		const { fileName, mimeType } = named(context, asset, url, headers);
		return await context.n8n.helpers.prepareBinaryData(file, fileName, mimeType);
	};
	const isWeb = /^https?:/i.test(url);
	const binary = isWeb
		? await fromWeb(context, url, consume)
		: ((await context.send({ method: 'GET', url: '/v1/assets/serve', qs: { url }, consume }))
				.body as IBinaryData);
	const { fileName, mimeType, fileSize } = binary;
	const json: IDataObject = { url, fileName, mimeType, fileSize };
	return new WithBinary(json, { [context.parameter('binaryPropertyName', 'data')]: binary });
}

function named(
	context: OperationContext,
	asset: Asset,
	url: string,
	headers: Record<string, string>,
) {
	const { fileName, mimeType } = context.parameter<Asset>('options', {});
	return {
		fileName: fileName || asset.fileName || nameIn(headers) || lastSegment(url),
		mimeType: mimeType || servedType(headers) || asset.mimeType || undefined,
	};
}
