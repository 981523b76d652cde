/** The base URL as it is saved in a credential, without what people paste along: spaces, slashes at the end. */
export function trimBaseUrl(baseUrl: unknown): string {
	return String(baseUrl ?? '')
		.trim()
		.replace(/\/+$/, '');
}

/** Whether it is an http or https address with a host; "localhost:23373" is a URL too, but of no use. */
export function isWebAddress(baseUrl: string): boolean {
	return /^https?:\/\/[^/]/i.test(baseUrl) && URL.canParse(baseUrl);
}

/** The access token as it is saved, without what people paste along: the word "Bearer", spaces, line breaks. */
export function trimToken(accessToken: unknown): string {
	return String(accessToken ?? '')
		.trim()
		.replace(/^Bearer\s+/i, '')
		.replace(/\s+/g, '');
}

/** One spelling of a base URL: a node may say localhost where another says 127.0.0.1. */
export function canonicalBaseUrl(baseUrl: string): string {
	if (!URL.canParse(baseUrl)) return baseUrl;
	const { protocol, hostname, port, pathname } = new URL(baseUrl);
	const isLocal = hostname === '[::1]' || hostname.startsWith('127.');
	return `${protocol}//${isLocal ? 'localhost' : hostname}:${port}${pathname}`;
}
