import type { IDataObject } from 'n8n-workflow';
import type { OperationContext } from '../../shared/operation/operationContext';

interface Entry {
	id?: string;
	value?: unknown;
}

/** The values for a login step by field ID, empty ones left out. Throws if values are given but all empty. */
export function stepFields(context: OperationContext): IDataObject {
	const given =
		context.parameter<string>('specifyFields', 'keypair') === 'json'
			? fromJson(context)
			: fromList(context);
	const filled = given.filter(([, value]) => value !== '');
	if (given.length > 0 && filled.length === 0) {
		throw context.inputError(
			"'Fields' has no value",
			'Every value in it is empty. If they come from expressions, see what these give for this item.',
		);
	}
	return Object.fromEntries(filled);
}

function fromList(context: OperationContext): Array<[string, string]> {
	return context
		.parameter<Entry[]>('fields.values', [])
		.map(({ id, value }): [string, string] => [String(id ?? '').trim(), text(value)])
		.filter(([id]) => id !== '');
}

function fromJson(context: OperationContext): Array<[string, string]> {
	const given = context.parameter<unknown>('fieldsJson', {});
	const parsed = typeof given === 'string' ? parse(given) : given;
	if (typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)) {
		return Object.entries(parsed).map(([id, value]) => [id, text(value)]);
	}
	throw context.inputError(
		"'Fields (JSON)' is not an object",
		'It should look like {"phone_number": "+15550100"}: the field\'s ID, and what to put in.',
	);
}

function parse(json: string): unknown {
	try {
		return JSON.parse(json.trim() || '{}');
	} catch {
		// Not JSON: the caller throws the error.
		return undefined;
	}
}

const text = (value: unknown) => (value === null || value === undefined ? '' : String(value));
