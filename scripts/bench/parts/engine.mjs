/** What the benchmarks of the trigger take from the test engine. */
export { makeAdditionalData } from '../../../test/engine/additional-data.mts';
export { loadPackage, startEngine, stopEngine } from '../../../test/engine/index.mts';
export { container, core, Logger } from '../../../test/engine/n8n.mts';
export { makeTriggers } from '../../../test/engine/triggers.mts';
export { makeWorkflow } from '../../../test/engine/workflow.mts';
