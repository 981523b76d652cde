import type { IBinaryData, IDataObject } from 'n8n-workflow';
import type { Call } from '../operation/operationContext';
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
export async function serveAssets(call: Call): Promise<WithBinary[]> {
	const assets = await chosen(call);
	const items: WithBinary[] = [];
	for (const asset of assets) items.push(await serve(call, asset));
	return items;
}

async function chosen(call: Call): Promise<Asset[]> {
	if (call.parameter<string>('source', 'message') === 'url') {
		const url = call.parameter('url', '').trim();
		if (!url) throw call.inputError("'URL' is empty", 'Take it from an attachment of a message.');
		return [{ srcURL: url }];
	}
	const request = { method: 'GET', url: '/v1/chats/{chatID}/messages/{messageID}' } as const;
	const { body } = await call.send(request, { since: '4.2.808' });
	const { attachments } = body as { attachments?: Asset[] };
	if (attachments?.length) return attachments;
	throw call.inputError(
		'The message has no file',
		"Choose a message with an attachment in 'Message'.",
	);
}

async function serve(call: Call, asset: Asset): Promise<WithBinary> {
	const url = asset.srcURL ?? asset.id ?? '';
	const consume = async (file: Readable, headers: Record<string, string>) => {
		const { fileName, mimeType } = named(call, asset, url, headers);
		return await call.context.helpers.prepareBinaryData(file, fileName, mimeType);
	};
	const isWeb = /^https?:/i.test(url);
	const binary = isWeb
		? await fromWeb(call, url, consume)
		: ((await call.send({ method: 'GET', url: '/v1/assets/serve', qs: { url }, consume }))
				.body as IBinaryData);
	const { fileName, mimeType, fileSize } = binary;
	const json: IDataObject = { url, fileName, mimeType, fileSize };
	return new WithBinary(json, { [call.parameter('binaryPropertyName', 'data')]: binary });
}

function named(call: Call, asset: Asset, url: string, headers: Record<string, string>) {
	const { fileName, mimeType } = call.parameter<Asset>('options', {});
	return {
		fileName: fileName || asset.fileName || nameIn(headers) || lastSegment(url),
		mimeType: mimeType || servedType(headers) || asset.mimeType || undefined,
	};
}
