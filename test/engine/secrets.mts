import { inspect } from 'node:util';
import type { ICredentialDataDecryptedObject, INodeProperties } from 'n8n-workflow';

/** Shorter ones stand in a text by chance. */
const SHORTEST = 8;

const secrets = new Set<string>();

/** Notes what nobody may ever read again: the fields of a credential that its form hides. */
export function noteSecrets(
	properties: INodeProperties[],
	saved: ICredentialDataDecryptedObject,
): void {
	for (const { name, typeOptions } of properties) {
		const value = typeOptions?.password ? saved[name] : undefined;
		if (typeof value === 'string' && value.length >= SHORTEST) secrets.add(value);
	}
}

/**
 * Throws if one of the secrets that were noted stands in something that leaves the engine: what n8n would save,
 * show or log. So every test that runs a node searches for its token, not only the tests about it.
 */
export function expectNoSecrets(where: string, what: unknown): void {
	const text = typeof what === 'string' ? what : written(what);
	const found = [...secrets].some((secret) => forms(secret).some((form) => text.includes(form)));
	if (found) throw new SecretFound(`The access token is in ${where}`);
}

export class SecretFound extends Error {}

/** As it is, as JSON has it, as an address has it, and as a header of Basic authentication would. */
const forms = (secret: string) => [
	secret,
	JSON.stringify(secret).slice(1, -1),
	encodeURIComponent(secret),
	Buffer.from(secret).toString('base64'),
];

const written = (what: unknown) =>
	inspect(what, {
		depth: 10,
		breakLength: Infinity,
		maxArrayLength: Infinity,
		maxStringLength: Infinity,
	});
