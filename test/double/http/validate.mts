import type { ErrorObject, ValidateFunction } from 'ajv';
import { invalid, type Issue } from './refusal.mts';

/** Throws a 400 with one issue per fault if `value` is not what the reference describes. */
export function check(validate: ValidateFunction, value: unknown, where: 'query' | 'body') {
	if (validate(value)) return;
	const issues = (validate.errors ?? []).map((error) => issueOf(error, where));
	throw invalid(issues);
}

const codes: Record<string, string> = {
	type: 'invalid_type',
	required: 'invalid_type',
	additionalProperties: 'unrecognized_keys',
	enum: 'invalid_enum_value',
	const: 'invalid_literal',
	format: 'invalid_string',
	minimum: 'too_small',
	minLength: 'too_small',
	minItems: 'too_small',
	maximum: 'too_big',
	maxLength: 'too_big',
};

function issueOf(error: ErrorObject, where: string): Issue {
	const path: Issue['path'] = [where, ...segments(error.instancePath)];
	if (error.keyword === 'required') path.push(error.params.missingProperty);
	if (error.keyword === 'additionalProperties') path.push(error.params.additionalProperty);
	const allowed = error.keyword === 'enum' ? `: ${error.params.allowedValues.join(', ')}` : '';
	const message = `${error.message}${allowed}`;
	return { code: codes[error.keyword] ?? 'custom', message, path };
}

const segments = (pointer: string) =>
	pointer
		.split('/')
		.slice(1)
		.map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
		.map((part) => (/^\d+$/.test(part) ? Number(part) : part));
