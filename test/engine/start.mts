import { container, core, globalConfig, workflow } from './n8n.mts';
import './logs.mts';

let started: Promise<void> | undefined;

/** Starts what n8n starts once per process; the harness calls it, further calls cost nothing. */
export function startEngine(): Promise<void> {
	started ??= start();
	return started;
}

async function start(): Promise<void> {
	const { engine, poolSize, maxCodeCacheSize, bridgeTimeout, bridgeMemoryLimit } =
		globalConfig.expressionEngine;
	workflow.setGlobalState({ defaultTimezone: globalConfig.generic.timezone });
	// Timers of triggers (registerCron) tick on the leader only.
	container.get(core.InstanceSettings).markAsLeader();
	await container.get(core.BinaryDataService).init();
	await workflow.Expression.initExpressionEngine({
		engine,
		poolSize,
		maxCodeCacheSize,
		bridgeTimeout,
		bridgeMemoryLimit,
	});
}

/** Frees the expression engine's isolates; the next run starts them again. */
export async function stopEngine(): Promise<void> {
	if (!started) return;
	await started;
	started = undefined;
	await workflow.Expression.disposeExpressionEngine();
}
