import type { IDataObject } from 'n8n-workflow';
import type { OperationContext } from '../operation/operationContext';
import { toList } from '../values/list';
import { APPROVE, DECLINE, normalizeAnswer } from './answerWords';
import type { AnswerOption, Question } from './question';

/** One entry of the "Choices" field. */
export interface Choice {
	label?: unknown;
	value?: unknown;
	emoji?: unknown;
}

/** The answers of an approval; a link names one by its position. */
export const APPROVAL = [
	{ label: 'Yes', value: true },
	{ label: 'No', value: false },
];

/** The choices that are filled in. */
export const filled = (choices: Choice[]): Choice[] =>
	choices.filter(({ label }) => String(label ?? '').trim() !== '');

/** Whether choices have numbers to answer with: not if one is itself a number, such as of guests. */
export const isNumbered = (labels: string[]) =>
	!labels.some((label) => /^\d+$/.test(normalizeAnswer(label)));

/** The answers of the item, each with the words that mean it. Throws if a word means two of them. */
export function answersOf(
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
		// Normalized, "1", "1." and the keycap 1 are the same.
		words: [
			...new Set([
				...(isNumbered(labels) ? [String(at + 1)] : []),
				normalizeAnswer(label),
				...wordsOf(emoji),
			]),
		],
	}));
}

/** The choices that the item offers. Throws if there is none. */
export function choices(context: OperationContext): Choice[] {
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
