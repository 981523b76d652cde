/** Kinds of chats that 'Leave Out Chats' offers. */
export const LEAVE_OUT = ['archived', 'lowPriority', 'muted'] as const;

export interface Filters {
	/** Full IDs, or local ones (digits only). As in all sets here, empty means no filter. */
	chatIDs: ReadonlySet<string>;
	accountIDs: ReadonlySet<string>;
	chatType: 'single' | 'group' | 'any';
	/** User IDs, 'me' or 'others'. */
	senders: ReadonlySet<string>;
	/** To be found in the plain text, in upper or lower case; '' means no filter. */
	textContains: string;
	/** Neither global nor sticky, so that it keeps no position between texts. */
	textRegex: RegExp | undefined;
	/** TEXT, IMAGE and so on, as the API spells them. */
	messageTypes: ReadonlySet<string>;
	attachments: 'any' | 'with' | 'without';
	mentionsMe: boolean;
	leaveOut: ReadonlySet<(typeof LEAVE_OUT)[number]>;
}
