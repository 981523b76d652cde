import type {
	ICredentialsDecrypted,
	ICredentialTestFunctions,
	INodeCredentialTestResult,
} from 'n8n-workflow';
import { isWebAddress, trimBaseUrl, trimToken } from './baseUrl';
import { failedRead, errorText } from './errors/errorText';
import { isSuccess, type HttpResult } from './httpResult';

const TIMEOUT_MS = 15_000;

/**
 * Tests a Beeper credential by GET /v1/accounts, which needs the token (GET /v1/info does not). n8n's declarative
 * test could only say "ECONNREFUSED"; this one says what to do, also in Docker.
 */
export async function beeperApiTest(
	this: ICredentialTestFunctions,
	{ data = {} }: ICredentialsDecrypted,
): Promise<INodeCredentialTestResult> {
	const baseUrl = trimBaseUrl(data.baseUrl);
	const token = trimToken(data.accessToken);
	if (!/^[\x21-\x7e]*$/.test(token)) {
		const message =
			"'Access Token' holds a character that no token has. Copy it from Beeper again.";
		return { status: 'Error', message };
	}
	const result = await getAccounts(baseUrl, token);
	if (isSuccess(result) && Array.isArray(result.body)) {
		return { status: 'OK', message: connected(result.body.length) };
	}
	const failed = isSuccess(result) ? { ...result, body: '', headers: {} } : result;
	const { message, description } = errorText(failed, failedRead(baseUrl));
	return { status: 'Error', message: `${message}. ${description}` };
}

const connected = (accounts: number) =>
	`Connected to Beeper with ${accounts} ${accounts === 1 ? 'account' : 'accounts'}`;

async function getAccounts(baseUrl: string, token: string): Promise<HttpResult> {
	if (!isWebAddress(baseUrl)) return { status: undefined, code: 'ERR_INVALID_URL', reason: '' };
	try {
		// n8n gives credential tests only its deprecated HTTP helper, which the lint refuses.
		const response = await fetch(`${baseUrl}/v1/accounts`, {
			headers: { Authorization: `Bearer ${token}`, Accept: 'application/json' },
			redirect: 'manual',
			signal: AbortSignal.timeout(TIMEOUT_MS),
		});
		const text = await response.text();
		return {
			status: response.status,
			headers: Object.fromEntries(response.headers),
			body: parse(text),
		};
	} catch (error) {
		return { status: undefined, ...failure(error as FetchError) };
	}
}

function parse(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		// Not from Beeper: `errorText` says so.
		return text;
	}
}

interface FetchError {
	name: string;
	message: string;
	cause?: { code?: string; message?: string; errors?: Array<{ code?: string; message: string }> };
}

function failure({ name, message, cause }: FetchError): { code: string; reason: string } {
	if (name === 'TimeoutError') return { code: 'ETIMEDOUT', reason: 'no answer' };
	const first = cause?.errors?.[0] ?? cause;
	return {
		code: first?.code ?? '',
		reason: first?.message ?? message,
	};
}
