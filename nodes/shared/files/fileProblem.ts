import type { IBinaryData } from 'n8n-workflow';
import type { HttpResult } from '../api/httpResult';

/** A file in n8n's binary storage, or why there is none. */
export type FileOrProblem = IBinaryData | FileProblem;

/** Why a file did not come. */
export class FileProblem {
	constructor(
		/** What happened, and what to do about it. */
		readonly sentence: string,
		/** Whether the file may still come at another time, or without a limit. */
		readonly mayComeLater = false,
		/** The HTTP status that another server than Beeper's answered with. */
		readonly status?: number,
	) {}

	/** It is over the limit, which only the trigger has; `bytes` is its size, if known before the end. */
	static tooLarge(maxBytes: number, bytes?: number) {
		const has = bytes === undefined ? 'turned out to be larger than' : `has ${megabytes(bytes)}:`;
		const most = bytes === undefined ? megabytes(maxBytes) : `more than ${megabytes(maxBytes)}`;
		return new FileProblem(
			`The file ${has} ${most}, the most that this trigger downloads. Raise 'Max File Size (MB)' of the trigger if you want it.`,
			true,
		);
	}

	/** Another server refused it, or did not answer. Names the host only: an address is often signed. */
	static ofWeb(result: HttpResult, url: string) {
		const host = hostOf(url);
		const { status } = result;
		if (status === undefined) {
			const why = result.code || withHostsOnly(result.reason, url);
			const remedy = 'Check the address, and whether n8n may reach it.';
			return new FileProblem(`${host} did not answer (${why}). ${remedy}`, true);
		}
		const remedy = 'The address may have expired; get the message again for a new one.';
		return new FileProblem(`${host} answered with HTTP ${status}. ${remedy}`, true, status);
	}
}

const hostOf = (url: string) => (URL.canParse(url) ? new URL(url).host : 'The server');

/** The text with only the host of each address in it: of `url`, even if that is malformed, and of redirects. */
function withHostsOnly(text: string, url: string): string {
	const wellFormed = text.replaceAll(url, url.replace(/[\s"<>]/g, ''));
	return wellFormed.replace(/https?:\/\/[^\s"<>]+/gi, hostOf);
}

const megabytes = (bytes: number) => `${Math.ceil(bytes / 100_000) / 10} MB`;
