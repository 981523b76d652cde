import type { BeeperDesktop } from '@beeper/desktop-api';
import type { Desktop } from '../../double/start.mts';

/** One call of the official client: what it calls, what it takes and gives, and how it is proved. */
export type Call = {
	endpoint: string;
	/** The official type of its parameters, if it has one. */
	params?: string;
	/** The official type of the answer; null for none, `{ page }` for a page of it. */
	answer: string | null | { page: string };
	prove: (client: BeeperDesktop, desktop: Desktop) => Promise<void>;
};
