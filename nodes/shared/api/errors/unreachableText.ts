import type { Explanation } from './explanation';
import type { NoResponse } from '../httpResult';

const NOT_RUNNING =
	'Start Beeper Desktop on that machine and switch its API on (Settings → Integrations).';

/** Title and remedy if no response came: the usual causes are Docker, IPv6 and Remote Access. */
export function unreachableText({ code, reason }: NoResponse, baseUrl: string): Explanation {
	if (isBlocked(reason)) return blockedText(baseUrl);
	if (/wrong version number|packet length too long/i.test(reason)) {
		return {
			message: `${baseUrl} does not speak https`,
			description: "Beeper speaks plain http: begin 'Base URL' of the credential with http://.",
		};
	}
	switch (code) {
		case '':
			return { message: 'Beeper could not be asked', description: reason };
		case 'ECONNREFUSED':
			return {
				message: `Beeper is not reachable at ${baseUrl}`,
				description: `Nothing answers there. ${NOT_RUNNING} ${hintFor(baseUrl)}`,
			};
		case 'ENOTFOUND':
		case 'EAI_AGAIN':
			return {
				message: `There is no machine with the name in ${baseUrl}`,
				description: `Check 'Base URL' of the credential. ${hintFor(baseUrl)}`,
			};
		case 'ERR_INVALID_URL':
			return {
				message: `'Base URL' of the credential is not a web address`,
				description: `It is "${baseUrl}". It should look like http://localhost:23373.`,
			};
		case 'ERR_INVALID_CHAR':
			return {
				message: "'Access Token' of the credential holds a character that no token has",
				description: 'Nothing was sent. Copy the token from Beeper again.',
			};
		case 'ECONNABORTED':
		case 'ETIMEDOUT':
		case 'EHOSTUNREACH':
		case 'ENETUNREACH':
			return {
				message: `Beeper did not answer in time at ${baseUrl}`,
				description: `Check that the machine is awake, and that no firewall is between. ${NOT_RUNNING} ${hintFor(baseUrl)}`,
			};
		default:
			return /CERT|SSL|TLS|SELF_SIGNED|UNABLE_TO/.test(code)
				? {
						message: `The certificate of ${baseUrl} is not trusted`,
						description: `${reason}. Beeper itself speaks plain http; with a proxy in front, give it a valid certificate, or switch on 'Ignore SSL Issues' under Request Options.`,
					}
				: {
						message: `The connection to Beeper at ${baseUrl} broke`,
						description: `${reason || code}. ${NOT_RUNNING} ${hintFor(baseUrl)}`,
					};
	}
}

/** The most frequent cause for an address of this kind. */
function hintFor(baseUrl: string): string {
	if (/\/\/(localhost|127\.|\[::1\]|0\.0\.0\.0)/i.test(baseUrl)) {
		return "If n8n runs in Docker, 'localhost' is the container itself: use http://host.docker.internal:23373 (on Linux also start the container with --add-host=host.docker.internal:host-gateway) and switch on Remote Access in Beeper's settings. Without Docker, try http://127.0.0.1:23373 and http://[::1]:23373, since Beeper may listen on only one of them.";
	}
	return "Beeper answers other machines and containers only with Remote Access switched on (Settings → Integrations → advanced). Check the port too: Beeper's default is 23373.";
}

/** Whether n8n itself blocked the address: by its SSRF protection, or by the credential's list of allowed domains. */
export function isBlocked(reason: string): boolean {
	return /request was blocked because|\bSSRF\b/i.test(reason);
}

export const blockedText = (baseUrl: string): Explanation => ({
	message: 'n8n is set up not to call this address',
	description: `n8n's protection against server-side request forgery blocks ${baseUrl}. Whoever runs n8n can allow it with N8N_SSRF_ALLOWED_IP_RANGES or N8N_SSRF_ALLOWED_HOSTNAMES.`,
});
