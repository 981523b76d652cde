/**
 * The `routing.send.value` of a date field: whatever n8n knows as a date (ISO text, a Luxon or JS date),
 * as ISO 8601 with offset, read in the workflow's time zone; absent when empty. A Luxon date has lost its
 * methods when it gets here, but keeps `ts`, its time in ms.
 */
export const isoDate = '={{ $value ? ($value.ts ?? $value).toDateTime().toISO() : undefined }}';
