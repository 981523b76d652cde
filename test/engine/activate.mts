import type { WorkflowActivateMode } from 'n8n-workflow';

import { ActiveWorkflow, type OnEmit } from './active-workflow.mts';
import { makeAdditionalData } from './additional-data.mts';
import { type BinaryMode, setBinaryMode } from './binary.mts';
import type { SavedCredentials } from './credentials.mts';
import type { Saved } from './database.mts';
import type { Emitted } from './emitted.mts';
import { type NodePackage, ourPackage } from './package.mts';
import { startEngine } from './start.mts';
import { makeWorkflow, type WorkflowFile } from './workflow.mts';

export interface ActivateOptions extends Saved {
	credentials?: SavedCredentials;
	nodes?: NodePackage;
	/** Why n8n starts the triggers: the user published (`activate`, `update`), n8n started (`init`). */
	mode?: WorkflowActivateMode;
	binaryMode?: BinaryMode;
	timezone?: string;
	/**
	 * What executions do instead of running the workflow: for tests with thousands of them, which are about
	 * the trigger alone. They exist, have their deduplication keys, and end when this does.
	 */
	instead?: (emitted: Emitted) => Promise<void>;
	/**
	 * Called in place of all that an emit would do, as if its execution had ended at once: nothing is saved, kept or
	 * refused. For benchmarks of a trigger, which would measure mostly that.
	 */
	onEmit?: OnEmit;
}

/**
 * Publishes a workflow: its triggers start as in production, and each emit runs it. One try, where
 * n8n makes five; a trigger that throws makes this reject with n8n's WorkflowActivationError.
 */
export async function activate(
	file: WorkflowFile,
	options: ActivateOptions = {},
): Promise<ActiveWorkflow> {
	await startEngine();
	const { nodeTypes, credentialTypes } = options.nodes ?? (await ourPackage());
	setBinaryMode(options.binaryMode ?? 'default');
	const { timezone, mode = 'activate', credentials = {} } = options;
	return await new ActiveWorkflow(
		(staticData) =>
			makeWorkflow(file, nodeTypes, {
				timezone,
				active: true,
				staticData: structuredClone(staticData),
			}),
		makeAdditionalData(credentialTypes, credentials),
		options,
	).start(mode);
}
