import type { Schema } from '../double/reference/schema.mts';
import type { JSONSchema } from './schemas.mts';

/**
 * How the official type of some parameters and the reference's schema for them differ: keys that
 * one of them lacks (with a sign), other types, other enums, other required keys.
 */
export function differences(
	official: JSONSchema,
	reference: Schema,
	definitions: Record<string, JSONSchema>,
	at = '',
): string[] {
	const type = resolved(official, definitions);
	if (type.items && reference.items) {
		return differences(type.items, reference.items, definitions, `${at}[]`);
	}
	if (!type.properties || !reference.properties) return leafDifferences(type, reference, at);
	const [here, there] = [Object.keys(type.properties), Object.keys(reference.properties)];
	const path = (key: string) => (at ? `${at}.${key}` : key);
	return [
		...there.filter((key) => !here.includes(key)).map((key) => `+${path(key)}`),
		...here.filter((key) => !there.includes(key)).map((key) => `-${path(key)}`),
		...here.flatMap((key) => requiredDifference(type, reference, key, path(key))),
		...here
			.filter((key) => there.includes(key))
			.flatMap((key) =>
				differences(
					type.properties?.[key] ?? {},
					reference.properties?.[key] ?? {},
					definitions,
					path(key),
				),
			),
	];
}

function requiredDifference(type: JSONSchema, reference: Schema, key: string, path: string) {
	const isRequired = type.required?.includes(key) ?? false;
	return isRequired === (reference.required?.includes(key) ?? false) ? [] : [`required ${path}`];
}

function leafDifferences(type: JSONSchema, reference: Schema, at: string): string[] {
	const values = reference.enum as string[] | undefined;
	const enums = [type.enum, values].map((list) => [...(list ?? [])].sort().join('|'));
	if (type.enum && values && enums[0] !== enums[1]) return [`enum ${at}: ${enums.join(' ≠ ')}`];
	const [own, theirs] = [typesOf(type.type), typesOf(reference.type)];
	const isCompatible =
		own.length === 0 || theirs.length === 0 || theirs.every((one) => own.includes(one));
	return isCompatible ? [] : [`type ${at}: ${own.join()} ≠ ${theirs.join()}`];
}

// Every integer is a number; and whether null may be written is not compared for queries, where
// it is an empty value.
const typesOf = (type: unknown) =>
	[type ?? []]
		.flat()
		.map((one) => (one === 'integer' ? 'number' : String(one)))
		.filter((one) => one !== 'null');

function resolved(schema: JSONSchema, definitions: Record<string, JSONSchema>): JSONSchema {
	if (schema.$ref)
		return resolved(definitions[schema.$ref.replace('#/definitions/', '')], definitions);
	const some = schema.anyOf?.find(({ type }) => type !== 'null');
	return some ? resolved(some, definitions) : schema;
}
