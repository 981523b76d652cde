import { triggered } from '../integration/triggered.mts';
import type { WorkflowFile } from '../engine/index.mts';
import type { TriggerName } from './log.mts';

/** The least that the option takes: runs need not wait long. */
export const RECONCILE_SECONDS = 5;

const options = { reconcileSeconds: RECONCILE_SECONDS };

const EVENTS = [
	...['message.received', 'message.sent', 'message.edited', 'message.deleted'],
	...['reaction.added', 'reaction.removed', 'chat.created', 'chat.updated', 'chat.deleted'],
	'connection.changed',
];

const workflow = (id: string, events: string[]): WorkflowFile => {
	return { ...triggered({ events, filters: {}, options }), id, name: id };
};

/** The two workflows, a Beeper Trigger each. */
export const workflows: Record<TriggerName, WorkflowFile> = {
	all: workflow('workflow-all', EVENTS),
	received: workflow('workflow-received', ['message.received']),
};
