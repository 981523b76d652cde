import type { Generation } from '../generation.mts';
import { newest } from '../generation.mts';
import type { Field } from './endpoints.mts';

type Change = { since?: string; until?: string; older?: Partial<Field> };

/** Fields that not every app has, reference §9; `older` is how a field looked before 4.2.808. */
const changes: Record<string, Change> = {
	'POST /v1/chats mode': { until: '4.2.808' },
	'POST /v1/chats/{chatID}/reminders reminder.remindAt': { since: '4.2.808' },
	'POST /v1/chats/{chatID}/reminders reminder.remindAtMs': {
		until: '4.2.808',
		older: { required: true },
	},
	'POST /v1/chats/{chatID}/messages attachment.type': {
		older: { enum: ['gif', 'voiceNote', 'sticker'] },
	},
	'GET /v1/chats/search labelID': { since: newest },
};

/** The fields that an app of this generation knows, out of the reference's full list. */
export function fieldsOf(
	template: string,
	fields: Field[],
	generation: Generation,
	undocumented: boolean,
): Field[] {
	return fields
		.filter((field) => undocumented || !field.type.includes('(undocumented)'))
		.map((field) => ({ field, change: changes[`${template} ${field.name}`] ?? {} }))
		.filter(({ change }) => !change.since || generation.has(change.since))
		.filter(({ change }) => !change.until || !generation.has(change.until))
		.map(({ field, change }) =>
			generation.has('4.2.808') ? field : { ...field, ...change.older },
		);
}
