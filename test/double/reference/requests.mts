import { Ajv, type ValidateFunction } from 'ajv';
import formats from 'ajv-formats';
import type { Generation } from '../generation.mts';
import { endpointOf, type Endpoint } from './endpoints.mts';
import { fieldsOf } from './history.mts';
import { schemaOf, type Schema } from './schema.mts';

export type Rules = {
	endpoint: Endpoint;
	querySchema: Schema;
	bodySchema: Schema;
	query: ValidateFunction;
	body: (body: unknown) => ValidateFunction;
};

const compiler = new Ajv({ allErrors: true, strict: false });
formats.default(compiler);
// Tests start hundreds of doubles, and compiling is most of what a start would cost.
const compiled = new Map<string, Rules>();

/** What a request may hold, compiled out of the reference, for one generation of the app. */
export function rulesFor(
	template: string,
	generation: Generation,
	undocumentedKeys: boolean,
): Rules {
	const key = `${generation.version} ${undocumentedKeys} ${template}`;
	const rules = compiled.get(key) ?? compile(template, generation, undocumentedKeys);
	compiled.set(key, rules);
	return rules;
}

function compile(template: string, generation: Generation, undocumentedKeys: boolean): Rules {
	const endpoint = endpointOf(template);
	const schema = (at: string, fields: Endpoint['body']) =>
		schemaOf(fieldsOf(at, fields, generation, undocumentedKeys));
	const querySchema = schema(template, endpoint.query);
	const bodySchema = schema(template, endpoint.body);
	const query = compiler.compile(querySchema);
	const plain = compiler.compile(bodySchema);
	if (template !== 'POST /v1/chats' || generation.has('4.2.808')) {
		return { endpoint, querySchema, bodySchema, query, body: () => plain };
	}
	// Before 4.2.808 this route also started direct chats: `mode: 'start'` and another body.
	const start = schema('POST /v1/chats/start', endpointOf('POST /v1/chats/start').body);
	start.properties!.mode = { const: 'start' };
	const starting = compiler.compile(start);
	const body = (value: unknown) => (isStart(value) ? starting : plain);
	return { endpoint, querySchema, bodySchema, query, body };
}

const isStart = (body: unknown) =>
	typeof body === 'object' && body !== null && 'mode' in body && body.mode === 'start';
