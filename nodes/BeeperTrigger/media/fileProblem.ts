import { failedRead, errorText } from '../../shared/api/errors/errorText';
import type { HttpResult } from '../../shared/api/httpResult';

const LATER = "The Beeper node's 'Get file' can still get it.";

/** Why a file did not come, in a sentence for the person who reads the item. */
export class FileProblem {
	constructor(readonly sentence: string) {}

	static late(limitMs: number) {
		return new FileProblem(`The file did not come within ${limitMs / 1000} seconds. ${LATER}`);
	}

	static tooLarge(maxBytes: number, bytes?: number) {
		const has = bytes === undefined ? 'turned out to be larger than' : `has ${megabytes(bytes)}:`;
		const most = bytes === undefined ? megabytes(maxBytes) : `more than ${megabytes(maxBytes)}`;
		return new FileProblem(
			`The file ${has} ${most}, the most that this trigger downloads. Raise 'Max File Size (MB)' of the trigger if you want it. ${LATER}`,
		);
	}

	static ofBeeper(result: HttpResult, baseUrl: string) {
		const { status } = result;
		if (status === 404 || status === 410) {
			return new FileProblem(
				'Beeper cannot find the file. Open the message in Beeper to see whether it is still there.',
			);
		}
		const { message, description } = errorText(result, failedRead(baseUrl));
		const isBusy = status === 429 || status === 503;
		return new FileProblem(`${message}. ${isBusy ? LATER : description}`);
	}

	/** Names the host only: such an address is often signed and as good as a password. */
	static ofWeb(result: HttpResult, url: string) {
		const host = URL.canParse(url) ? new URL(url).host : 'The server';
		if (result.status !== undefined) {
			return new FileProblem(
				`${host} answered with HTTP ${result.status}. The address may have expired. ${LATER}`,
			);
		}
		const why = result.code || result.reason.replaceAll(url, host);
		return new FileProblem(
			`${host} did not answer (${why}). Check whether n8n may reach it. ${LATER}`,
		);
	}
}

const megabytes = (bytes: number) => `${Math.ceil(bytes / 100_000) / 10} MB`;
