import { BeeperDesktop } from '@beeper/desktop-api';
import { start, type Desktop, type Options } from '../double/start.mts';

export type Answered = { endpoint: string; status: number; body: unknown };

export type Official = {
	desktop: Desktop;
	/** The official client 5.0.0, without retries. */
	client: BeeperDesktop;
	/** What the double answered it, as JSON. */
	answers: Answered[];
	[Symbol.asyncDispose]: () => Promise<void>;
};

/** A double and the official client pointed at it; `await using` closes the double. */
export async function official(options: Options = {}): Promise<Official> {
	const desktop = await start({ resolveAfterMs: 5, ...options });
	const answers: Answered[] = [];
	const client = new BeeperDesktop({
		baseURL: desktop.url,
		accessToken: desktop.token,
		maxRetries: 0,
		fetch: async (input, init) => {
			const response = await fetch(input, init);
			// It also fetches a data: URL, to find out what the runtime can upload.
			if (!String(input).startsWith(desktop.url)) return response;
			const isJSON = response.headers.get('content-type')?.startsWith('application/json');
			const body = isJSON ? await response.clone().json() : undefined;
			const endpoint = `${init?.method?.toUpperCase()} ${new URL(String(input)).pathname}`;
			answers.push({ endpoint, status: response.status, body });
			return response;
		},
	});
	return { desktop, client, answers, [Symbol.asyncDispose]: () => desktop.close() };
}
