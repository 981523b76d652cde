import type { INodeProperties } from 'n8n-workflow';

/**
 * The `routing.send.value` of a date field: an expression that gives ISO 8601 with offset, in the workflow's time
 * zone, or undefined if the field is empty. Takes ISO text, a JS date or a Luxon date, which arrives here without its
 * methods but with `ts`, its time in ms. Anything else is sent as it is: Beeper's refusal names the field, n8n's
 * error would not. n8n's parser needs the binding in `catch (error)`.
 */
export const isoDate =
	'={{ $value ? (() => { try { return ($value.ts ?? $value).toDateTime().toISO() } catch (error) { return $value } })() : undefined }}';

/** A date that a list or search is filtered by, sent as the query parameter of its name. */
export const dateFilter = (
	displayName: string,
	name: string,
	description: string,
): INodeProperties => ({
	displayName,
	name,
	type: 'dateTime',
	default: '',
	description,
	routing: { send: { type: 'query', property: name, value: isoDate } },
});
