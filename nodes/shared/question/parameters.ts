import type { IDataObject } from 'n8n-workflow';
import type { OperationContext } from '../operation/operationContext';
import { toList } from '../values/list';
import { pickedIDs } from '../values/locator';
import { answersOf, choices, isNumbered } from './answerOptions';
import { APPROVE, DECLINE } from './answerWords';
import type { Question } from './question';

/** What counts as an answer, and what follows from it. */
type AnswerRules = Pick<
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
>;

/** The parameters of the item, before the question is sent. */
export interface QuestionParameters {
	rules: AnswerRules;
	/** The question and, numbered, what can be chosen. */
	text: string;
	/** The line that says how to answer; may be empty. */
	howToAnswer: string;
	labels: string[];
	hasLinks: boolean;
	n8nUrl: string;
}

const UNITS: Record<string, number> = { minutes: 60_000, hours: 3_600_000, days: 86_400_000 };

/** Reads the parameters of the item. Errors name the field to correct. */
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
		rules: {
			responseType,
			answers,
			answersFrom,
			people,
			onlyReplies: option('onlyReplies', false),
			onOther: option<Question['onOther']>('onOther', 'ignore'),
			confirmation: option('confirmation', ''),
			until: untilOf(context),
			defaultAnswer: option('defaultAnswer', ''),
		},
		hasLinks: option('links', false),
		n8nUrl: option('n8nUrl', 'http://127.0.0.1:5678'),
	};
}

/** The line that says how to answer, if the user wrote none. */
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

/** A date in ms. n8n's picker gives no offset, but n8n's own conversion knows the workflow's time zone. */
function dateOf({ n8n: n8n }: OperationContext, given: unknown): number {
	const expression = `{{ ${JSON.stringify(String(given))}.toDateTime().toMillis() }}`;
	try {
		return Number(n8n.evaluateExpression(expression, n8n.getItemIndex()));
	} catch {
		// Not a date: NaN, which the caller refuses.
		return NaN;
	}
}
