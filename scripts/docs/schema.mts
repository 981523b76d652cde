/** The part of JSON Schema that n8n's editor understands. */
export interface Schema {
	type: 'object' | 'array' | 'string' | 'integer' | 'number' | 'boolean' | 'null';
	properties?: Record<string, Schema>;
	items?: Schema;
}

/** The schema that several values have together: every field that one of them has. */
export function schemaOf(values: unknown[]): Schema {
	const known = values.filter((value) => value !== null && value !== undefined);
	const [first] = known;
	if (first === undefined) return { type: 'null' };
	if (Array.isArray(first)) {
		const items = known.filter(Array.isArray).flat();
		// Without `items` the editor shows the list alone; with an empty one, an entry of unknown type.
		return { type: 'array', ...(items.length > 0 && { items: schemaOf(items) }) };
	}
	if (typeof first === 'object') return objectSchema(known.filter(isObject));
	if (typeof first === 'number') {
		return { type: known.every(Number.isInteger) ? 'integer' : 'number' };
	}
	return { type: typeof first === 'boolean' ? 'boolean' : 'string' };
}

function objectSchema(objects: Array<Record<string, unknown>>): Schema {
	const names = [...new Set(objects.flatMap((object) => Object.keys(object)))]
		// Keys such as "image/*" are data; and the editor would make `.image/*` an expression.
		.filter((name) => /^[A-Za-z_$][\w$]*$/.test(name));
	const properties = names.map((name) => [name, schemaOf(objects.map((object) => object[name]))]);
	return { type: 'object', properties: Object.fromEntries(properties) as Schema['properties'] };
}

const isObject = (value: unknown): value is Record<string, unknown> =>
	typeof value === 'object' && value !== null && !Array.isArray(value);
