/** JSON Schemas in few words, for models that the official package has no types for. */
export type Shape = Record<string, unknown>;
export type Shapes = Record<string, Shape>;

export const text: Shape = { type: 'string', minLength: 1 };
export const flag: Shape = { type: 'boolean' };
export const count: Shape = { type: 'integer', minimum: 0 };
export const oneOf = (...values: string[]): Shape => ({ enum: values });
export const list = (items: Shape): Shape => ({ type: 'array', items });
export const map = (values: Shape): Shape => ({ type: 'object', additionalProperties: values });
export const any = (...shapes: Shape[]): Shape => ({ oneOf: shapes });

/** Nothing but what the reference lists: a double must not make fields up. */
export const object = (required: Shapes, optional: Shapes = {}): Shape => ({
	type: 'object',
	properties: { ...required, ...optional },
	required: Object.keys(required),
	additionalProperties: false,
});

export const optionalFlags = (...names: string[]) =>
	Object.fromEntries(names.map((name) => [name, flag]));
export const flags = (...names: string[]) => object(optionalFlags(...names));

export const constant = (value: unknown): Shape => ({ const: value });
