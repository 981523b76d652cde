/** Kinds of chats that 'Leave Out Chats' offers. */
export const LEAVE_OUT = ['archived', 'lowPriority', 'muted'] as const;

export interface Filters {
	/** Full IDs, or local ones (digits only); like in all sets here, empty means all. */
	chatIDs: ReadonlySet<string>;
	accountIDs: ReadonlySet<string>;
	chatType: 'single' | 'group' | 'any';
	/** User IDs, 'me' or 'others'. */
	senders: ReadonlySet<string>;
	/** In the plain text, in any case; '' means any. */
	textContains: string;
	/** Without memory: neither global nor sticky. */
	textRegex: RegExp | undefined;
	/** TEXT, IMAGE and so on, as the API spells them. */
	messageTypes: ReadonlySet<string>;
	attachments: 'any' | 'with' | 'without';
	mentionsMe: boolean;
	leaveOut: ReadonlySet<(typeof LEAVE_OUT)[number]>;
}
