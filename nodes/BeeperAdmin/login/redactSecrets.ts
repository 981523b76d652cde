import type { NodeApiError } from 'n8n-workflow';

/** Shorter secrets are not hidden: they may be ordinary words of the error. */
const MIN_LENGTH = 4;

/** Runs `work`; if it fails, every secret that Beeper repeated in the error is replaced by "•••". */
export async function redactSecrets<T>(secrets: unknown[], work: () => Promise<T>): Promise<T> {
	const words = secrets
		.map((secret) => String(secret ?? '').trim())
		.filter((secret) => secret.length >= MIN_LENGTH);
	const hide = (text: string) =>
		words.reduce((hidden, secret) => hidden.replaceAll(secret, '•••'), text);
	return await work().catch(async (error: NodeApiError) => {
		error.message = hide(error.message);
		if (error.stack) error.stack = hide(error.stack);
		if (typeof error.description === 'string') error.description = hide(error.description);
		if (Array.isArray(error.messages)) error.messages = error.messages.map(hide);
		return await Promise.reject(error);
	});
}
