/**
 * The `routing.send.value` of a date field: whatever n8n knows as a date (ISO text, a Luxon or JS date),
 * as ISO 8601 with offset, read in the workflow's time zone; absent when empty.
 */
export const isoDate = '={{ $value ? $value.toDateTime().toISO() : undefined }}';
