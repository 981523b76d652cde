import type { Schema } from '../reference/schema.mts';
import { invalid, type Issue } from './refusal.mts';

export type RawQuery = Record<string, string | string[]>;

/** The query as it came: repeated keys become arrays (reference §1). */
export function rawQuery(search: URLSearchParams): RawQuery {
	const raw: RawQuery = {};
	for (const key of new Set(search.keys())) {
		const values = search.getAll(key);
		raw[key] = values.length === 1 ? values[0] : values;
	}
	return raw;
}

/**
 * Turns texts into the types the schema asks for and leaves the rest as it is, for validation to
 * refuse. Empty values are refused here, or dropped, since their effect is unknown (§11.17).
 */
export function typedQuery(
	raw: RawQuery,
	schema: Schema,
	onEmpty: 'refuse' | 'ignore',
): Record<string, unknown> {
	const typed: Record<string, unknown> = {};
	const issues: Issue[] = [];
	for (const [key, value] of Object.entries(raw)) {
		const field = schema.properties?.[key];
		const isEmpty = (Array.isArray(value) ? value : [value]).includes('');
		if (isEmpty && field?.minLength !== 0) {
			if (onEmpty === 'ignore') continue;
			issues.push({ code: 'too_small', message: 'Empty value', path: ['query', key] });
		}
		typed[key] = field ? coerce(value, field) : value;
	}
	if (issues.length > 0) throw invalid(issues);
	return typed;
}

function coerce(value: string | string[], field: Schema): unknown {
	const types = [field.type].flat();
	if (types.includes('array')) return Array.isArray(value) ? value : [value];
	if (Array.isArray(value)) return value;
	if (types.includes('integer') && /^-?\d+$/.test(value)) return Number(value);
	if (types.includes('boolean') && /^(true|false)$/.test(value)) return value === 'true';
	return value;
}
