import { container, core, Logger } from './n8n.mts';

/** n8n's registry of triggers: one for each active workflow, as if each ran in its own n8n. */
export function makeTriggers(): InstanceType<typeof core.ActiveWorkflowTriggers> {
	return new core.ActiveWorkflowTriggers(
		container.get(Logger),
		container.get(core.ScheduledTaskManager),
		container.get(core.TriggersAndPollers),
		container.get(core.ErrorReporter),
		container.get(core.PollTriggerExecutor),
	);
}
