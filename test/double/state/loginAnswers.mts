import type { Issue } from '../http/refusal.mts';
import type { CookiesStep, InputField, UserInputStep } from '../wire/bridges.mts';

export type Answers = { fields?: Record<string, string>; lastURL?: string };

/** What is wrong with the answers to a step before a network would look at them. */
export function issuesWith(
	step: UserInputStep | CookiesStep,
	{ fields = {}, lastURL }: Answers,
): Issue[] {
	const issue = (path: string[], message: string, code = 'custom'): Issue => ({
		code,
		message,
		path: ['body', ...path],
	});
	const known = step.fields.map(({ id }) => id);
	const unknown = Object.keys(fields).filter((id) => !known.includes(id));
	const wrong = (step.fields as InputField[]).flatMap((field): Issue[] => {
		const value = fields[field.id]?.trim() ?? '';
		if (value === '') {
			return field.optional ? [] : [issue(['fields', field.id], 'Required', 'invalid_type')];
		}
		const shape = step.type === 'user_input' && shapes[field.type ?? ''];
		return shape && !shape.test(value)
			? [issue(['fields', field.id], `Not a valid ${field.type}`)]
			: [];
	});
	const wanted = step.type === 'cookies' ? step.expectedFinalURLRegex : undefined;
	const isElsewhere = wanted && lastURL !== undefined && !new RegExp(wanted).test(lastURL);
	return [
		...unknown.map((id) => issue(['fields', id], 'No such field', 'unrecognized_keys')),
		...wrong,
		...(isElsewhere ? [issue(['lastURL'], `Does not match ${wanted}`)] : []),
	];
}

const shapes: Record<string, RegExp> = {
	phone_number: /^\+?[\d ()-]{7,20}$/,
	email: /^\S+@\S+$/,
	'2fa_code': /^[\w-]+$/,
};
