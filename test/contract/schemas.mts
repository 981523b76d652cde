import { fileURLToPath } from 'node:url';
import { Ajv } from 'ajv';
import { createGenerator, type Config } from 'ts-json-schema-generator';

export type JSONSchema = {
	type?: string | string[];
	$ref?: string;
	anyOf?: JSONSchema[];
	enum?: string[];
	const?: unknown;
	items?: JSONSchema;
	properties?: Record<string, JSONSchema>;
	additionalProperties?: JSONSchema | boolean;
	required?: string[];
	definitions?: Record<string, JSONSchema>;
};

const config: Config = {
	path: fileURLToPath(import.meta.resolve('@beeper/desktop-api/resources/index')).replace(
		/\.mjs$/,
		'.d.ts',
	),
	type: '*',
	expose: 'export',
	topRef: false,
	encodeRefs: false,
	skipTypeCheck: true,
	// Newer apps send more than 5.0.0 knows, and clients have to bear it.
	additionalProperties: true,
};

const generator = createGenerator(config);
const compiler = new Ajv({ allErrors: true, strict: false });

/** The JSON Schema of one of the official package's own types, made from its declarations. */
export const schemaOf = (type: string) => generator.createSchema(type) as JSONSchema;

/** A sentence per way in which `value` is not of the official type; `Chat[]` for an array of it. */
export function faultsOf(type: string, value: unknown): string[] {
	const [, item] = /^(\w+)\[\]$/.exec(type) ?? [];
	if (item) {
		if (!Array.isArray(value)) return [`not an array of ${item}`];
		return value.flatMap((one) => faultsOf(item, one));
	}
	const validate =
		compiler.getSchema(type) ?? compiler.addSchema(schemaOf(type), type).getSchema(type);
	if (validate?.(value)) return [];
	return (validate?.errors ?? []).map((error) => `${type}${error.instancePath} ${error.message}`);
}

/** The same for a page of items, reference §2: all four keys are required. */
export function faultsOfPage(type: string, value: unknown): string[] {
	const page = value as Record<string, unknown>;
	const faults = [];
	if (typeof page.hasMore !== 'boolean') faults.push('hasMore is no boolean');
	for (const cursor of ['oldestCursor', 'newestCursor']) {
		const isCursor = page[cursor] === null || typeof page[cursor] === 'string';
		if (!isCursor) faults.push(`${cursor} is neither string nor null`);
	}
	return [...faults, ...faultsOf(`${type}[]`, page.items)];
}
