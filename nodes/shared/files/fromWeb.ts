import type { IBinaryData } from 'n8n-workflow';
import type { OperationContext } from '../operation/operationContext';
import type { Readable } from '../api/download';
import { isSuccess } from '../api/httpResult';
import { webFile } from '../api/webFile';

type Consume = (file: Readable, headers: Record<string, string>) => Promise<IBinaryData>;

/**
 * A file that is not Beeper's: without the token, which is nobody else's business. An error names the host
 * only, since such an address is often signed and as good as a password.
 */
export async function fromWeb(
	context: OperationContext,
	url: string,
	consume: Consume,
): Promise<IBinaryData> {
	const { helpers } = context.n8n;
	const result = await context.resultElsewhere(
		async (options) => await webFile(helpers, { ...options, url }, consume),
	);
	const { status } = result;
	if (isSuccess(result)) return result.body as IBinaryData;
	const host = URL.canParse(url) ? new URL(url).host : 'The server';
	const what =
		result.status === undefined
			? `${host} did not answer (${result.code || result.reason.replaceAll(url, host)}). Check the address, and whether n8n may reach it.`
			: `${host} answered with HTTP ${status}. The address may have expired; get the message again for a new one.`;
	throw context.apiError('The file could not be fetched', what, status);
}
