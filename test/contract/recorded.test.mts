import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Ajv } from 'ajv';
import { generationOf, newest } from '../double/generation.mts';
import { rulesFor } from '../double/reference/requests.mts';
import { calls } from './calls/index.mts';
import { schemaOf } from './schemas.mts';

/**
 * Every request that our operations are recorded to make (test/integration) against the official
 * package's own types, and against the reference where that package does not have the call.
 */
interface Recorded {
	route: string;
	params: Record<string, string>;
	query: Record<string, unknown>;
	body?: Record<string, unknown>;
}

const folder = path.resolve(import.meta.dirname, '../integration');
const recorded = globSync('**/*.workflow.json', { cwd: folder }).map((file) => {
	const { meta } = JSON.parse(readFileSync(path.join(folder, file), 'utf8')) as {
		meta: { requests: Recorded[] };
	};
	return [file, meta.requests] as const;
});

// A query is text on the wire; one value of an array looks like a single one.
const lenient = new Ajv({ strict: false, allErrors: true, coerceTypes: 'array' });

test.each(recorded)('%s sends what the official types allow', (_, requests) => {
	for (const request of requests) {
		const call = Object.values(calls).find(({ endpoint }) => endpoint === request.route);
		// A multipart body is no JSON; test/contract/assets.test.mts has it.
		const isMultipart = request.route === 'POST /v1/assets/upload';
		const body = isMultipart ? { file: 'file', ...(request.body?.fields as object) } : request.body;
		if (call?.params) {
			const schema = schemaOf(call.params);
			const known = lenient.compile(isMultipart ? withoutFile(schema) : schema);
			known({ ...request.params, ...request.query, ...body });
			expect([request, known.errors]).toEqual([request, null]);
		} else {
			const { querySchema, bodySchema } = rulesFor(request.route, generationOf(newest), false);
			for (const [schema, value] of [
				[querySchema, request.query],
				[bodySchema, body ?? {}],
			] as const) {
				const validate = lenient.compile(schema);
				validate({ ...value });
				expect([request.route, validate.errors]).toEqual([request.route, null]);
			}
		}
	}
});

function withoutFile(schema: ReturnType<typeof schemaOf>) {
	const { file: _, ...properties } = schema.properties ?? {};
	return { ...schema, properties };
}
