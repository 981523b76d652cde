import type { OperationContext } from './operationContext';

/** A number of seconds that a field holds, perhaps by an expression; an error if it is none. */
export function secondsOf(context: OperationContext, label: string, value: unknown): number {
	const seconds = value === '' || value === null ? NaN : Number(value);
	if (Number.isFinite(seconds) && seconds >= 0) return seconds;
	throw context.inputError(`'${label}' is not a number of seconds`, 'Put in a number such as 30.');
}
