import type { IDataObject } from 'n8n-workflow';

/** What became of an own message on its way to the network, where Beeper reports it (`sendStatus` of a Message). */
export interface SendStatus {
	/** PENDING, SUCCESS, FAIL_RETRIABLE or FAIL_PERMANENT. */
	status?: string;
	reason?: string;
	/** The network's own words for a failure. */
	message?: string;
	/** Who has the message on a device; only some networks report it. */
	deliveredToUsers?: string[];
}

/** The send status of a message; empty where Beeper reports none. */
export const sendStatusOf = ({ sendStatus }: IDataObject) => (sendStatus ?? {}) as SendStatus;

/** Whether an own message has not reached its network yet: its ID is provisional. */
export const isPending = (message: IDataObject) => sendStatusOf(message).status === 'PENDING';

/** Whether the network refused an own message. */
export function isRefused(message: IDataObject): boolean {
	const status: unknown = sendStatusOf(message).status;
	return typeof status === 'string' && status.startsWith('FAIL');
}

/** Whether the network reports that the message has reached somebody; null where it reports nothing about that. */
export function isDelivered(message: IDataObject): boolean | null {
	const { seen } = message;
	const { deliveredToUsers } = sendStatusOf(message);
	// Whoever has seen a message has received it: some networks report only that it was seen.
	const seenBy = typeof seen === 'object' && seen !== null ? Object.values(seen) : [seen];
	if (seenBy.some(Boolean)) return true;
	return deliveredToUsers ? deliveredToUsers.length > 0 : null;
}
