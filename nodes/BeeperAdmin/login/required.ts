import type { Call } from '../../shared/operation/operationContext';

/** The trimmed text of a required field; an input error where it is empty, or was hidden by n8n. */
export function required(call: Call, name: string, label: string, remedy: string): string {
	const value = call.parameter<unknown>(name, '');
	if (typeof value === 'object' && value !== null) {
		throw call.inputError(
			`'${label}' is not text`,
			'n8n hides secrets in the output of earlier steps, so they cannot be taken from there when a node is run by itself. Run the workflow as a whole, or type it in.',
		);
	}
	const text = String(value ?? '').trim();
	if (text === '') throw call.inputError(`'${label}' is empty`, remedy);
	return text;
}
