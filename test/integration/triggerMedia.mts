import type { ITriggerFunctions } from 'n8n-workflow';
import { makeAdditionalData } from '../engine/additional-data.mts';
import { setBinaryMode, type BinaryMode } from '../engine/binary.mts';
import { core, ourPackage, startEngine } from '../engine/index.mts';
import { makeWorkflow } from '../engine/workflow.mts';
import { credentialFor } from './given.mts';
import { received, triggered } from './triggered.mts';

/** What n8n hands to the trigger of an active workflow, without starting one. */
export async function triggerContext(
	beeper: { url: string; token: string },
	binaryMode: BinaryMode = 'filesystem',
): Promise<ITriggerFunctions> {
	await startEngine();
	setBinaryMode(binaryMode);
	const { nodeTypes, credentialTypes } = await ourPackage();
	const workflow = makeWorkflow(triggered(received), nodeTypes, { active: true });
	const additionalData = makeAdditionalData(credentialTypes, credentialFor(beeper));
	const [node] = workflow.getTriggerNodes();
	return new core.TriggerContext(workflow, node, additionalData, 'trigger', 'activate');
}
