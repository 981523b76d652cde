import type { ITriggerFunctions } from 'n8n-workflow';
import { toList } from '../../shared/values/list';
import { passesEarly } from './filter';
import { LEAVE_OUT, type Filters } from './filters';
import { isOn, picked, ParameterReader, textOf } from './parameterReader';

/** The values of 'Trigger On'; stored in people's workflows, so never rename them. */
export const EVENT_NAMES = [
	'chat.created',
	'chat.deleted',
	'chat.updated',
	'connection.changed',
	'message.deleted',
	'message.edited',
	'message.received',
	'message.sent',
	'reaction.added',
	'reaction.removed',
] as const;

export type EventName = (typeof EVENT_NAMES)[number];

/** Used for an option that is not set; the same as in fields/options.ts. */
const DEFAULTS = {
	attachmentPrefix: 'attachment_',
	/** In MB. */
	maxFileSize: 50,
	catchUpHours: 72,
	catchUpLimit: 10_000,
	reconcileSeconds: 30,
	outageMinutes: 5,
};

/** The parameters of the trigger, read and checked. */
export interface Settings {
	events: ReadonlySet<EventName>;
	filters: Filters;
	/** Whether what this package sent counts as `message.sent`. */
	includeSentByN8n: boolean;
	/** How to download attachments; undefined: not at all. */
	media: { maxBytes: number; prefix: string } | undefined;
	/** How far back (hours) to catch up; 0: only after short interruptions. */
	catchUpHours: number;
	/** The most messages to catch up on. */
	catchUpLimit: number;
	/** How often (seconds) to read over REST besides the feed. */
	reconcileSeconds: number;
	/** An outage longer than this (minutes) is reported. */
	outageMinutes: number;
	/** Whether a chat has one execution at a time. */
	onePerChat: boolean;
}

/**
 * Reads all parameters at once: n8n cannot evaluate expressions after the trigger has started. Throws a
 * `NodeOperationError` that names the field with an invalid value.
 */
export function readSettings(context: ITriggerFunctions): Settings {
	const reader = new ParameterReader(context);
	const options = reader.collection('options');
	const number = (
		name: keyof Omit<typeof DEFAULTS, 'attachmentPrefix'>,
		label: string,
		min: number,
	) => reader.number(label, options[name], DEFAULTS[name], min);

	const events = reader.several('Trigger On', context.getNodeParameter('events', []), EVENT_NAMES);
	const filters = readFilters(reader);
	refuseSilence(reader, events, filters);
	const maxFileSize = number('maxFileSize', 'Max File Size (MB)', 1);
	const prefix = textOf(options.attachmentPrefix).trim() || DEFAULTS.attachmentPrefix;
	return {
		events,
		filters,
		includeSentByN8n: isOn(options.includeSentByN8n),
		media: isOn(options.downloadAttachments)
			? { maxBytes: maxFileSize * 1_000_000, prefix }
			: undefined,
		catchUpHours: number('catchUpHours', 'Catch Up (Hours)', 0),
		catchUpLimit: number('catchUpLimit', 'Catch Up Limit (Messages)', 1),
		reconcileSeconds: number('reconcileSeconds', 'Check Interval (Seconds)', 5),
		outageMinutes: number('outageMinutes', 'Report Outage After (Minutes)', 1),
		onePerChat: isOn(options.onePerChat),
	};
}

/** Throws for settings with which the workflow could never start. */
function refuseSilence(reader: ParameterReader, events: ReadonlySet<EventName>, filters: Filters) {
	if (events.size === 0) {
		throw reader.error(
			"'Trigger On' is empty",
			'Choose at least one event that starts the workflow.',
		);
	}
	const isWithoutMessages = [...events].every((event) => event.startsWith('chat.'));
	const anywhere = { ...filters, chatIDs: new Set<string>(), accountIDs: new Set<string>() };
	if (isWithoutMessages && !passesEarly(anywhere, { chatID: '' })) {
		throw reader.error(
			"No event of 'Trigger On' can pass the filters",
			'Some of the filters let only messages and reactions through. Add such an event, or remove the filters about messages.',
		);
	}
}

function readFilters(reader: ParameterReader): Filters {
	const filters = reader.collection('filters');
	const { chatType, attachments, leaveOut, messageTypes } = filters;
	return {
		chatIDs: picked(filters.chatIDs, 'chatID'),
		accountIDs: picked(filters.accountIDs, 'accountID'),
		chatType: reader.one('Chat Type', chatType, ['any', 'single', 'group'] as const),
		senders: picked(filters.senders, 'sender'),
		textContains: textOf(filters.textContains),
		textRegex: reader.regex('Text Matches Regex', textOf(filters.textRegex)),
		// Unknown types are kept: Beeper may add more.
		messageTypes: new Set(toList(messageTypes).map((type) => type.toUpperCase())),
		attachments: reader.one('Attachments', attachments, ['any', 'with', 'without'] as const),
		mentionsMe: isOn(filters.mentionsMe),
		leaveOut: reader.several('Leave Out Chats', leaveOut, LEAVE_OUT),
	};
}
