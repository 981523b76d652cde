import type { OperationContext } from './operationContext';

/** The seconds that a field holds, perhaps by an expression. Throws if that is no number of 0 or more. */
export function secondsOf(context: OperationContext, label: string, value: unknown): number {
	const seconds = value === '' || value === null ? NaN : Number(value);
	if (Number.isFinite(seconds) && seconds >= 0) return seconds;
	throw context.inputError(`'${label}' is not a number of seconds`, 'Put in a number such as 30.');
}
