import type { MessageMirror } from '../mirror/messages';
import type { ChatChanges } from './chatChanges';
import type { ChatQueues } from './chatQueues';
import type { HubServices } from './hubServices';
import type { MessageChanges } from './messageChanges';

/** What the reconciler reads with, and the parts of the hub that take what it reads. */
export interface ReconcilerContext {
	hub: Pick<
		HubServices,
		| 'baseUrl'
		| 'clock'
		| 'feedSince'
		| 'get'
		| 'isConnected'
		| 'log'
		| 'onError'
		| 'signal'
		| 'subscribers'
	>;
	queues: ChatQueues;
	messages: MessageMirror;
	messageChanges: MessageChanges;
	chatChanges: ChatChanges;
}
