import type { HttpResponse, HttpResult } from '../httpResult';
import type { Explanation } from './explanation';
import { errorIn, isUncertain, retryAfterMs } from '../httpResult';
import { unreachableText } from './unreachableText';
import { isOlder, orNewer } from '../version';

/** What `errorText` knows of a failed request. */
export interface FailedRequest {
	/** The base URL of the credential. */
	baseUrl: string;
	/** Whether the request needs a token with the scope `write`. */
	write: boolean;
	/** Whether it may be made twice without harm. */
	repeatable: boolean;
	/** What an uncertain write may have done, for example "The message may have gone out". */
	uncertain: string;
	/** The first Beeper version that has the route, where it is known. */
	since?: string;
	/** Labels of the fields that say what the request is about. */
	ids: string[];
	/** API parameter name → the label that the node shows. */
	labels: Record<string, string>;
}

/** For a GET that belongs to no operation: of a picker, a credential test or the trigger. */
export const failedRead = (baseUrl: string, ids: string[] = []): FailedRequest => ({
	baseUrl,
	write: false,
	repeatable: true,
	uncertain: '',
	ids,
	labels: {},
});

/** Title and remedy for a failed request (error responses: docs/beeper-api.md §1.2). */
export function errorText(result: HttpResult, asked: FailedRequest): Explanation {
	if (!asked.repeatable && isUncertain(result)) return uncertainText(result, asked);
	return result.status === undefined
		? unreachableText(result, asked.baseUrl)
		: responseText(result, asked);
}

/** Why a request that belongs to nobody has failed, in half a sentence for a person. */
export function failureReason(result: HttpResult, baseUrl: string): string {
	return result.status === undefined
		? unreachableText(result, baseUrl).message
		: `Beeper answered with HTTP ${result.status}${quotedMessage(result)}`;
}

function uncertainText(result: HttpResult, { uncertain, baseUrl }: FailedRequest): Explanation {
	const how =
		result.status === undefined
			? `The connection to ${baseUrl} broke before Beeper answered (${result.code}).`
			: `Beeper answered with HTTP ${result.status}${quotedMessage(result)}.`;
	return {
		message: `${uncertain}, but Beeper did not confirm it`,
		description: `${how} It was not tried again, because that could do it twice. Look in Beeper before you repeat it.`,
	};
}

function responseText(response: HttpResponse, asked: FailedRequest): Explanation {
	const { status } = response;
	if (status >= 300 && status < 400) {
		return {
			message: 'The address of Beeper leads to another address',
			description: `${asked.baseUrl} answered with a redirect (HTTP ${status}), which is not followed, so that the access token goes nowhere else. Put the final address into 'Base URL' of the credential.`,
		};
	}
	if (status < 300 && errorIn(response.body) !== undefined) {
		return {
			message: 'Beeper could not do it',
			description: withMessage(response, 'See in Beeper Desktop whether the account is connected.'),
		};
	}
	if (!isBeeper(response)) {
		return {
			message: 'Something other than Beeper answered',
			description: `What listens at ${asked.baseUrl} does not look like Beeper Desktop. Check 'Base URL' of the credential; Beeper's own default is http://localhost:23373.`,
		};
	}
	if (status === 401) return unauthorizedText(asked);
	if (status === 403) return forbiddenText(response, asked);
	if (status === 404) return notFoundText(response, asked);
	if (status === 413) {
		return {
			message: 'The file is too large for Beeper',
			description: withMessage(response, 'Send a smaller file.'),
		};
	}
	if (status === 429 || status === 503) return busyText(response);
	if (status >= 500) {
		return {
			message: 'Beeper could not do it',
			description: withMessage(
				response,
				`Beeper answered with HTTP ${status}. See in Beeper Desktop whether the account is connected, then try again.`,
			),
		};
	}
	return refusedText(response, asked);
}

/** JSON counts as Beeper's, and so does any response with its version header or `WWW-Authenticate`. */
function isBeeper({ headers, body }: HttpResponse): boolean {
	const isEnvelope = typeof body === 'object' && body !== null;
	return (
		isEnvelope || headers['x-beeper-desktop-version'] !== undefined || 'www-authenticate' in headers
	);
}

const NEW_TOKEN =
	"In Beeper Desktop open Settings → Integrations → Approved connections, add a connection with '+', and paste its token into 'Access Token' of the credential.";
const WRITE_TOKEN =
	"For changes, the connection must be created with 'Allow sensitive actions' on.";

function unauthorizedText({ write }: FailedRequest): Explanation {
	return {
		message: 'Beeper does not accept the access token',
		description: write
			? `It may be wrong, expired or revoked, or only allowed to read. ${WRITE_TOKEN} ${NEW_TOKEN}`
			: `It may be wrong, expired or revoked. ${NEW_TOKEN}`,
	};
}

function forbiddenText(response: HttpResponse, { write }: FailedRequest): Explanation {
	return write
		? {
				message: 'The access token is not allowed to change anything',
				description: withMessage(response, `${WRITE_TOKEN} ${NEW_TOKEN}`),
			}
		: {
				message: 'Beeper does not allow this',
				description: withMessage(response, `See that Beeper Desktop is signed in. ${NEW_TOKEN}`),
			};
}

function notFoundText(response: HttpResponse, { since, ids, baseUrl }: FailedRequest): Explanation {
	const version = response.headers['x-beeper-desktop-version'];
	if (since && version && isOlder(version, since)) {
		return {
			message: `This needs Beeper Desktop ${orNewer(since)}`,
			description: `Beeper Desktop ${version} is running. Update it, then run the workflow again.`,
		};
	}
	if (/\/v\d+$/.test(baseUrl)) {
		return {
			message: "'Base URL' of the credential is too long",
			description: `Leave out '${baseUrl.slice(baseUrl.lastIndexOf('/'))}': it ends after the port, like http://localhost:23373.`,
		};
	}
	const fields = ids.map((label) => `'${label}'`).join(' and ') || 'the address';
	// Lower case for the middle of a sentence; URL and IDs keep their capitals.
	const things = ids.join(' or ').replace(/\b[A-Z][a-z]+/g, (word) => word.toLowerCase());
	return {
		message: `Beeper cannot find this ${things || 'address'}`,
		description: withMessage(
			response,
			`Check ${fields}: choose from the list, or use the ID that this Beeper gives, for example when you search; a name is not enough, and IDs of one Beeper may be unknown to another.`,
		),
	};
}

function busyText(response: HttpResponse): Explanation {
	const wait = retryAfterMs(response);
	const when =
		wait === undefined
			? 'Try again in a minute'
			: `Try again in ${Math.ceil(wait / 1000)} seconds (after ${new Date(Date.now() + wait).toISOString()})`;
	return {
		message: response.status === 429 ? 'Beeper asks to slow down' : 'Beeper is not ready',
		description: `${when}. Nothing of this item was sent. For bulk sends put a Wait node between, since networks may suspend accounts that send too fast.`,
	};
}

function refusedText(response: HttpResponse, { labels }: FailedRequest): Explanation {
	const issues = validationIssues(response.body).map(({ path, message }) => {
		const name = [...path].reverse().find((part) => typeof part === 'string' && part in labels);
		return name === undefined
			? [path.join('.'), message].filter(Boolean).join(': ')
			: `'${labels[name]}': ${message}`;
	});
	return {
		message: 'Beeper refused the input',
		description: issues.length
			? `${issues.join('. ')}. Correct the fields and run the node again.`
			: withMessage(response, 'Check the fields of this node.'),
	};
}

function validationIssues(body: unknown): Array<{ path: Array<string | number>; message: string }> {
	const issues = (body as { details?: { issues?: unknown } } | null)?.details?.issues;
	if (!Array.isArray(issues)) return [];
	return issues.map((issue: { path?: unknown; message?: unknown }) => ({
		path: Array.isArray(issue?.path) ? issue.path : [],
		message: String(issue?.message ?? '').replace(/\.$/, ''),
	}));
}

function messageOf(response: HttpResult): string {
	const { body } = response as HttpResponse;
	const { message = errorIn(body) } = (body ?? {}) as { message?: unknown };
	return typeof message === 'string' ? message.trim().slice(0, 300) : '';
}

function quotedMessage(response: HttpResult): string {
	const message = messageOf(response);
	return message && ` ("${message}")`;
}

function withMessage(response: HttpResponse, remedy: string): string {
	const message = messageOf(response);
	return message ? `Beeper says: "${message}". ${remedy}` : remedy;
}
