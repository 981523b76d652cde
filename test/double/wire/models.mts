/**
 * The API's models, reference §4: the official client's types and what only newer apps send.
 * Types only, so nothing of the client runs here.
 */
import type { BeeperDesktop } from '@beeper/desktop-api';

export type User = BeeperDesktop.User;
export type Participant = BeeperDesktop.Chat['participants']['items'][number];
export type Attachment = BeeperDesktop.Attachment;
export type Reaction = BeeperDesktop.Reaction;
export type Message = BeeperDesktop.Message;
export type SendStatus = NonNullable<Message['sendStatus']>;
export type Capabilities = NonNullable<BeeperDesktop.Chat['capabilities']>;
export type Draft = NonNullable<BeeperDesktop.Chat['draft']>;
export type DraftAttachment = NonNullable<Draft['attachments']>[string];

export type Label = { id: string; name: string };

export type Account = BeeperDesktop.Account & {
	status: string;
	statusText?: string;
	loginID?: string;
	capabilities?: Record<string, unknown>;
};

export type Chat = BeeperDesktop.Chat & { labels?: Label[]; preview?: Message };

/** The envelope of every paged list, reference §2. */
export type Page<Item> = {
	items: Item[];
	hasMore: boolean;
	oldestCursor: string | null;
	newestCursor: string | null;
};
