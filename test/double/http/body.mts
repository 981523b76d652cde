import type { IncomingMessage } from 'node:http';
import { invalidField } from './refusal.mts';

/** Reads a whole request body; files do not come this way but base64 uploads do. */
export async function readBytes(request: IncomingMessage): Promise<Buffer> {
	const chunks: Buffer[] = [];
	for await (const chunk of request) chunks.push(chunk);
	return Buffer.concat(chunks);
}

/** The JSON in a body; none at all counts as `{}`, because the official client sends both (§1). */
export function parseJSON(bytes: Buffer, contentType: string | undefined): unknown {
	if (bytes.length === 0) return {};
	if (!/^application\/json\b/i.test(contentType ?? '')) {
		const message = `Expected Content-Type application/json, received ${contentType ?? 'none'}`;
		throw invalidField(['headers', 'content-type'], message);
	}
	try {
		return JSON.parse(bytes.toString('utf8'));
	} catch {
		throw invalidField(['body'], 'Body is not valid JSON', 'invalid_json');
	}
}
