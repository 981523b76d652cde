import type { IDataObject } from 'n8n-workflow';

/** What a chat says of its network, as far as it is used here (ChatCapabilities, docs/beeper-api.md §4). */
export interface Capabilities {
	edit?: number;
	editMaxAge?: number;
	delete?: number;
	deleteMaxAge?: number;
	reply?: number;
	reaction?: number;
	allowedReactions?: string[];
	archive?: boolean;
	markAsUnread?: boolean;
	deleteForMe?: boolean;
	maxTextLength?: number;
	attachments?: Record<string, AttachmentRule | undefined>;
	state?: Record<string, { level?: number } | undefined>;
	disappearingTimer?: { timers?: number[] };
}

export interface AttachmentRule {
	mimeTypes?: Record<string, number>;
	caption?: number;
	maxCaptionLength?: number;
	maxSize?: number;
	maxDuration?: number;
}

/**
 * Why the network refused a request, or may have, as a clause that follows the network's name ("does not carry
 * reactions"); undefined if the chat's capabilities allow it.
 */
export type NetworkRule = (
	capabilities: Capabilities,
	request: { body: IDataObject; qs: IDataObject; files: SentFile[]; isReadOnly: boolean },
) => Refusal | undefined;

/** `certain`: the network cannot do it; `possible`: it depends on something unknown here, such as a message's age. */
export interface Refusal {
	clause: string;
	certainty: 'certain' | 'possible';
}

export const certain = (clause: string): Refusal => ({ clause, certainty: 'certain' });
export const possible = (clause: string): Refusal => ({ clause, certainty: 'possible' });

/** What a network may check of a file that was sent. */
export interface SentFile {
	fileName: string;
	mimeType: string;
	bytes: number;
	type?: string;
}

/** Levels are -2 rejected, -1 dropped, 0 unsupported, 1 partial, 2 full; an absent one is unknown. */
export const isLacking = (level: number | boolean | undefined) =>
	level === false || (typeof level === 'number' && level <= 0);

/** The first refusal that one of several rules gives. */
export const firstOf =
	(...limits: NetworkRule[]): NetworkRule =>
	(capabilities, request) => {
		for (const limit of limits) {
			const because = limit(capabilities, request);
			if (because) return because;
		}
		return undefined;
	};

/** Seconds in words, such as "2 hours". */
export function span(seconds: number): string {
	if (seconds >= 86_400) return count(seconds / 86_400, 'day');
	return seconds >= 3_600 ? count(seconds / 3_600, 'hour') : count(seconds / 60, 'minute');
}

function count(value: number, unit: string): string {
	const rounded = Math.round(value);
	return `${rounded} ${unit}${rounded === 1 ? '' : 's'}`;
}
