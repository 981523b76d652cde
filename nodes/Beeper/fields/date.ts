/**
 * The `routing.send.value` of a date field: whatever n8n knows as a date (ISO text, a Luxon or JS date),
 * as ISO 8601 with offset, read in the workflow's time zone; absent when empty. A Luxon date has lost its
 * methods when it gets here, but keeps `ts`, its time in ms. What is no date goes out as it is: Beeper's
 * refusal names the field, where n8n's would only say that something cannot be converted. (n8n's parser
 * does not know a `catch` without a binding.)
 */
export const isoDate =
	'={{ $value ? (() => { try { return ($value.ts ?? $value).toDateTime().toISO() } catch (error) { return $value } })() : undefined }}';
