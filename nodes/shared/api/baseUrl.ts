/** The base URL of a credential, without what people paste along: spaces, slashes at the end. */
export function trimBaseUrl(baseUrl: unknown): string {
	return String(baseUrl ?? '')
		.trim()
		.replace(/\/+$/, '');
}

/** Whether it is an http or https address with a host; "localhost:23373" parses as a URL, but has no host. */
export function isWebAddress(baseUrl: string): boolean {
	return /^https?:\/\/[^/]/i.test(baseUrl) && URL.canParse(baseUrl);
}

/** The access token of a credential, without what people paste along: the word "Bearer", spaces, line breaks. */
export function trimToken(accessToken: unknown): string {
	return String(accessToken ?? '')
		.trim()
		.replace(/^Bearer\s+/i, '')
		.replace(/\s+/g, '');
}

/** One spelling for the same address: localhost also for 127.0.0.1 and [::1]. */
export function canonicalBaseUrl(baseUrl: string): string {
	if (!URL.canParse(baseUrl)) return baseUrl;
	const { protocol, hostname, port, pathname } = new URL(baseUrl);
	const isLocal = hostname === '[::1]' || hostname.startsWith('127.');
	return `${protocol}//${isLocal ? 'localhost' : hostname}:${port}${pathname}`;
}
