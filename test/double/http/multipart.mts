import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import busboy from 'busboy';
import { invalidField } from './refusal.mts';

export type Form<Taken> = {
	fields: Record<string, string>;
	/** One entry per file part, by the part's name. */
	files: Array<{ name: string; fileName: string | undefined; taken: Taken }>;
};

/** Reads a multipart body as it comes in; `take` gets each file's bytes as a stream. */
export async function multipart<Taken>(
	request: IncomingMessage,
	take: (stream: Readable) => Promise<Taken>,
): Promise<Form<Taken>> {
	if (!/^multipart\/form-data\b/i.test(request.headers['content-type'] ?? '')) {
		throw invalidField(['headers', 'content-type'], 'Expected multipart/form-data');
	}
	const fields: Form<Taken>['fields'] = {};
	const files: Array<Promise<Form<Taken>['files'][number]>> = [];
	const parser = busboy({ headers: request.headers, defParamCharset: 'utf8' });
	const { promise, resolve, reject } = Promise.withResolvers<void>();
	parser.on('field', (name, value) => (fields[name] = value));
	parser.on('file', (name, stream, { filename }) => {
		const taken = take(stream).then((value) => ({ name, fileName: filename, taken: value }));
		// Awaited below; until then a failure must not count as unhandled.
		taken.catch(() => {});
		files.push(taken);
	});
	parser.on('close', resolve);
	parser.on('error', reject);
	request.on('aborted', () => parser.destroy(new Error('The client went away')));
	request.pipe(parser);
	await promise.catch((cause: Error) => {
		throw invalidField(['body'], `Malformed multipart body: ${cause.message}`, 'invalid_form');
	});
	return { fields, files: await Promise.all(files) };
}
