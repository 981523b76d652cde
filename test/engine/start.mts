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
	// Both settings are n8n's own and change only when an isolate is made: where an expression needs one, and
	// not in every scope that could. By default n8n spends most of the time of short runs on isolates.
	await workflow.Expression.initExpressionEngine({
		engine,
		poolSize,
		maxCodeCacheSize,
		bridgeTimeout,
		bridgeMemoryLimit,
		lazyAcquire: true,
		compileCache: true,
	});
}

/** Frees the expression engine's isolates; the next run starts them again. */
export async function stopEngine(): Promise<void> {
	if (!started) return;
	await started;
	started = undefined;
	await workflow.Expression.disposeExpressionEngine();
}
