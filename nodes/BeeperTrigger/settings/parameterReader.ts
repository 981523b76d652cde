import type { IDataObject, ITriggerFunctions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import { toList } from '../../shared/values/list';
import { pickedIDs } from '../../shared/values/locator';
import { isMatch } from './filter';

/** Reads parameters, to which expressions may have given any type. Errors name the field by its label. */
export class ParameterReader {
	constructor(private readonly context: ITriggerFunctions) {}

	collection(name: string): IDataObject {
		return (this.context.getNodeParameter(name, {}) ?? {}) as IDataObject;
	}

	/** If not set, the first of `known`. */
	one<T extends string>(label: string, value: unknown, known: readonly T[]): T {
		const [first = known[0]] = this.several(label, value, known);
		return first;
	}

	several<T extends string>(label: string, value: unknown, known: readonly T[]): Set<T> {
		const given = toList(value);
		const unknown = given.find((one) => !known.some((name) => name === one));
		if (unknown !== undefined) {
			throw this.error(
				`'${label}' has no choice "${unknown}"`,
				`Choose from the list. In an expression, these are the names: ${known.join(', ')}.`,
			);
		}
		return new Set(known.filter((name) => given.includes(name)));
	}

	/** If not set, `fallback`; never less than `min`. */
	number(label: string, value: unknown, fallback: number, min: number): number {
		const text = textOf(value).trim();
		if (text === '') return fallback;
		const number = Number(text);
		if (Number.isFinite(number)) return Math.max(number, min);
		throw this.error(
			`'${label}' is not a number`,
			`It is "${text}". Put in a number, or remove the field: then it is ${fallback}.`,
		);
	}

	/** A pattern, or /pattern/flags. */
	regex(label: string, text: string): RegExp | undefined {
		if (text === '') return undefined;
		const [, pattern = text, flags = ''] = /^\/(.+)\/([dgimsuvy]*)$/s.exec(text.trim()) ?? [];
		try {
			// With g or y it would start where it matched in the message before.
			const regex = new RegExp(pattern, flags.replace(/[gy]/g, ''));
			isMatch(regex, '');
			return regex;
		} catch (error) {
			throw this.error(
				`'${label}' is not a regular expression`,
				`${(error as Error).message}. Correct it, or use 'Text Contains', which takes the text as it is.`, // RegExp throws nothing else
			);
		}
	}

	error(message: string, description: string): NodeOperationError {
		return new NodeOperationError(this.context.getNode(), message, { description });
	}
}

/** The IDs of a field with several pickers; by ID, each may hold several. */
export function picked(field: unknown, picker: string): Set<string> {
	const { values = [] } = (field ?? {}) as { values?: IDataObject[] };
	return new Set(pickedIDs(values.map((row) => row[picker])));
}

/** Whether a switch is on; an expression may give "true" as text. */
export const isOn = (value: unknown) => textOf(value).trim().toLowerCase() === 'true';

export const textOf = (value: unknown) => String(value ?? '');
