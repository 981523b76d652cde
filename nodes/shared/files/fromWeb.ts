import type { IBinaryData } from 'n8n-workflow';
import type { Call } from '../operation/operationContext';
import type { Readable } from '../api/download';
import { isSuccess } from '../api/httpResult';
import { webFile } from '../api/webFile';

type Consume = (file: Readable, headers: Record<string, string>) => Promise<IBinaryData>;

/**
 * A file that is not Beeper's: without the token, which is nobody else's business. An error names the host
 * only, since such an address is often signed and as good as a password.
 */
export async function fromWeb(call: Call, url: string, consume: Consume): Promise<IBinaryData> {
	const { helpers } = call.context;
	const outcome = await call.elsewhere(
		async (options) => await webFile(helpers, { ...options, url }, consume),
	);
	const { status } = outcome;
	if (isSuccess(outcome)) return outcome.body as IBinaryData;
	const host = URL.canParse(url) ? new URL(url).host : 'The server';
	const what =
		outcome.status === undefined
			? `${host} did not answer (${outcome.code || outcome.reason.replaceAll(url, host)}). Check the address, and whether n8n may reach it.`
			: `${host} answered with HTTP ${status}. The address may have expired; get the message again for a new one.`;
	throw call.apiError('The file could not be fetched', what, status);
}
