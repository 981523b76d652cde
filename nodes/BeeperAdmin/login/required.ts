import type { OperationContext } from '../../shared/operation/operationContext';

/** The trimmed text of a required field. Throws an input error if it is empty, or was hidden by n8n. */
export function required(
	context: OperationContext,
	name: string,
	label: string,
	remedy: string,
): string {
	const value = context.parameter<unknown>(name, '');
	if (typeof value === 'object' && value !== null) {
		throw context.inputError(
			`'${label}' is not text`,
			'n8n hides secrets in the output of earlier steps, so they cannot be taken from there when a node is run by itself. Run the workflow as a whole, or type it in.',
		);
	}
	const text = String(value ?? '').trim();
	if (text === '') throw context.inputError(`'${label}' is empty`, remedy);
	return text;
}
