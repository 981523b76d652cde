import type { IDataObject } from 'n8n-workflow';
import type { OperationContext } from '../operation/operationContext';
import { toList } from '../values/list';
import { pickedIDs } from '../values/locator';
import type { AnswerOption, Question } from './question';
import { APPROVE, DECLINE, normalizeAnswer } from './answerWords';

/** What the user asked for, before it was sent. */
export type QuestionParameters = Pick<
	Question,
	| 'responseType'
	| 'answers'
	| 'answersFrom'
	| 'people'
	| 'onlyReplies'
	| 'onOther'
	| 'confirmation'
	| 'until'
	| 'defaultAnswer'
> & {
	/** The question and, numbered, what can be chosen. */
	text: string;
	/** The line that says how to answer; may be empty. */
	howToAnswer: string;
	labels: string[];
	hasLinks: boolean;
	n8nUrl: string;
};

/** One entry of the "Choices" field. */
export interface Choice {
	label?: unknown;
	value?: unknown;
	emoji?: unknown;
}

/** The answers of an approval, in this order. */
export const APPROVAL = [
	{ label: 'Yes', value: true },
	{ label: 'No', value: false },
];

/** The choices that are filled in. */
export const filled = (choices: Choice[]): Choice[] =>
	choices.filter(({ label }) => String(label ?? '').trim() !== '');

const UNITS: Record<string, number> = { minutes: 60_000, hours: 3_600_000, days: 86_400_000 };

/** The parameters of the item as a plan; errors name the field that has to be mended. */
export function questionParameters(context: OperationContext): QuestionParameters {
	const option = <T>(name: string, fallback: T) =>
		context.parameter<T>(`options.${name}`, fallback);
	const responseType = context.parameter<Question['responseType']>('responseType', 'approval');
	const labels =
		responseType === 'choice' ? choices(context).map(({ label }) => String(label)) : [];
	const message = String(context.parameter('message', '')).trim();
	if (message === '')
		throw context.inputError("'Message' is empty", 'Put in what you want to ask.');
	const answers = answersOf(context, responseType);
	const answersFrom = option<Question['answersFrom']>('answersFrom', 'anyone');
	const people = peopleOf(context);
	if (answersFrom === 'people' && people.length === 0) {
		throw context.inputError(
			"'Answers From' is 'Only These People', and there are none",
			"Add the people in the option 'People'.",
		);
	}
	const own = context.parameter<string | null>('options.howToAnswer', null);
	const list = labels
		.map((label, at) => (isNumbered(labels) ? `${at + 1}. ${label}` : `- ${label}`))
		.join('\n');
	return {
		text: list ? `${message}\n\n${list}` : message,
		howToAnswer: own ?? usual(context, responseType, labels),
		labels,
		responseType,
		answers,
		answersFrom,
		people,
		onlyReplies: option('onlyReplies', false),
		onOther: option<Question['onOther']>('onOther', 'ignore'),
		confirmation: option('confirmation', ''),
		until: untilOf(context),
		defaultAnswer: option('defaultAnswer', ''),
		hasLinks: option('links', false),
		n8nUrl: option('n8nUrl', 'http://127.0.0.1:5678'),
	};
}

/** What the question says of how to answer it, if the user has no line of their own. */
function usual(
	context: OperationContext,
	responseType: Question['responseType'],
	labels: string[],
): string {
	if (responseType === 'freeText') return '';
	if (responseType === 'choice') {
		return isNumbered(labels) ? 'Reply with a number.' : 'Reply with one of these.';
	}
	const { approve, decline } = context.parameter<IDataObject>('approvalOptions.values', {});
	const isUsual = (approve ?? APPROVE) === APPROVE && (decline ?? DECLINE) === DECLINE;
	if (isUsual) return 'Reply yes or no, or react with 👍 or 👎.';
	const own = [toList(approve ?? APPROVE)[0], toList(decline ?? DECLINE)[0]];
	return `Reply ${own.filter(Boolean).join(' or ')}.`;
}

/** Whether choices are chosen by number: not where they are numbers themselves, such as of guests. */
const isNumbered = (labels: string[]) =>
	!labels.some((label) => /^\d+$/.test(normalizeAnswer(label)));

function answersOf(
	context: OperationContext,
	responseType: Question['responseType'],
): AnswerOption[] {
	if (responseType === 'freeText') return [];
	const answers = responseType === 'choice' ? choiceAnswers(context) : approvalAnswers(context);
	const seen = new Map<string, AnswerOption>();
	for (const answer of answers) {
		for (const word of answer.words) {
			const other = seen.get(word);
			if (other && other !== answer) {
				throw context.inputError(
					`The answer "${word}" means two things`,
					'Remove it from one of them: capital letters, accents of emoji and punctuation do not count.',
				);
			}
			seen.set(word, answer);
		}
	}
	return answers;
}

function approvalAnswers(context: OperationContext): AnswerOption[] {
	const { approve = APPROVE, decline = DECLINE } = context.parameter<IDataObject>(
		'approvalOptions.values',
		{},
	);
	const answers = [
		{ value: true, words: wordsOf(approve) },
		{ value: false, words: wordsOf(decline) },
	];
	if (answers[0].words.length > 0) return answers;
	throw context.inputError(
		"'Counts as Yes' is empty",
		'Say at least one word or emoji that approves.',
	);
}

function choiceAnswers(context: OperationContext): AnswerOption[] {
	const all = choices(context);
	const labels = all.map(({ label }) => String(label));
	return all.map(({ label, value, emoji }, at) => ({
		value: String(value || label),
		// A number, also with a dot or as a keycap; folded they are the same.
		words: [
			...new Set([
				...(isNumbered(labels) ? [String(at + 1)] : []),
				normalizeAnswer(label),
				...wordsOf(emoji),
			]),
		],
	}));
}

function choices(context: OperationContext): Choice[] {
	const all = filled(context.parameter<Choice[]>('choices.values', []));
	if (all.length > 0) return all;
	throw context.inputError(
		"There is nothing to choose from in 'Choices'",
		'Add at least one choice.',
	);
}

const wordsOf = (list: unknown): string[] => [
	...new Set(
		toList(list)
			.map(normalizeAnswer)
			.filter((word) => word !== ''),
	),
];

function peopleOf(context: OperationContext): string[] {
	const entries = context.parameter<IDataObject[]>('options.people.values', []);
	return pickedIDs(entries.map(({ sender }) => sender));
}

/** When (ms) the wait is over; `undefined` if it never is. */
function untilOf(context: OperationContext): number | undefined {
	const limit = context.parameter<IDataObject>('options.limitWaitTime.values', {});
	if (Object.keys(limit).length === 0) return undefined;
	const { limitType = 'afterTimeInterval', resumeAmount = 1, resumeUnit = 'hours' } = limit;
	const until =
		limitType === 'afterTimeInterval'
			? Date.now() + Number(resumeAmount) * UNITS[String(resumeUnit)]
			: dateOf(context, limit.maxDateAndTime);
	if (until > Date.now()) return until;
	throw context.inputError(
		"'Limit Wait Time' is over before the question is asked",
		limitType === 'afterTimeInterval'
			? `The amount is "${String(resumeAmount)}". Put in more than 0.`
			: `The date is "${String(limit.maxDateAndTime)}". Put in a date and time to come.`,
	);
}

/** A date of n8n's picker has no offset: n8n's own conversion reads it in the workflow's time zone. */
function dateOf({ n8n: n8n }: OperationContext, given: unknown): number {
	const expression = `{{ ${JSON.stringify(String(given))}.toDateTime().toMillis() }}`;
	try {
		return Number(n8n.evaluateExpression(expression, n8n.getItemIndex()));
	} catch {
		// No date at all: what comes of it is no time to come.
		return NaN;
	}
}
