import type {
	Bridge,
	CookiesStep,
	DisplayStep,
	LoginFlow,
	ProvisioningCapabilities,
	RemoveScope,
	UserInputStep,
} from '../wire/bridges.mts';
import type { Account, Capabilities, Label, Message, Participant, User } from '../wire/models.mts';

export type SeedFile = {
	bytes: Uint8Array;
	fileName: string;
	mimeType: string;
	duration?: number;
	type?: 'image' | 'video' | 'audio' | 'file' | 'gif' | 'voice-note' | 'sticker';
	transcription?: { transcription: string; engine: string; language?: string };
};

export type SeedMessage = Partial<
	Omit<Message, 'chatID' | 'accountID' | 'timestamp' | 'sortKey' | 'attachments'>
> & {
	/** User ID of the sender, one of the participants. */
	senderID: string;
	/** How long before the double's start. */
	minutesAgo: number;
	editedMinutesAgo?: number;
	file?: SeedFile;
};

export type SeedChat = {
	id: string;
	accountID: string;
	type: 'single' | 'group';
	title: string;
	/** Without this user; the account's own user is added. */
	participants: Participant[];
	network?: string;
	localChatID?: string;
	description?: string;
	isArchived?: boolean;
	isMuted?: boolean;
	isPinned?: boolean;
	isLowPriority?: boolean;
	isReadOnly?: boolean;
	isMarkedUnread?: boolean;
	messageExpirySeconds?: number;
	capabilities?: Capabilities;
	labels?: Label[];
	/** How many of the newest messages of others are unread. */
	unread?: number;
	/** Oldest first. */
	messages?: SeedMessage[];
};

/** A sign-in to a network, step by step; `{tag}` in what is displayed is new each time. */
export type SeedFlow = LoginFlow & { steps: Array<UserInputStep | CookiesStep | DisplayStep> };

export type SeedBridge = Pick<
	Bridge,
	'id' | 'type' | 'provider' | 'displayName' | 'network' | 'supportsMultipleAccounts'
> & {
	/** Why no account can be added at all. */
	outage?: { status: 'temporarily_unavailable' | 'disabled'; statusText: string };
	/** How many accounts it takes at most. */
	limit?: number;
	removeScopes: RemoveScope[];
	capabilities: ProvisioningCapabilities;
	/** The first is the default. */
	flows: SeedFlow[];
	/** Who a newly added account has a chat with, and what they wrote. */
	friend?: { fullName: string; wrote: string };
};

/** What a double starts with, as data. Times are given backwards from its start. */
export type Seed = {
	accounts: Account[];
	/** People in the contact list, by accountID. */
	contacts: Record<string, User[]>;
	/** People an exact identifier finds although they are in no contact list, by accountID. */
	strangers?: Record<string, User[]>;
	labels?: Label[];
	/** Networks that can be connected; default is seed/bridges.mts. */
	bridges?: SeedBridge[];
	chats: SeedChat[];
};
