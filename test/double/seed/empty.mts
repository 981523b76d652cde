import { accounts } from './accounts.mts';
import type { Seed } from './seed.mts';

/** Signed in, all accounts connected, nobody has ever written. */
export const empty: Seed = { accounts, contacts: {}, chats: [] };
