/**
 * The one door to n8n's packages. Everything here comes from the CommonJS builds, because those are
 * what n8n-core and a built node package load: `import 'n8n-workflow'` would give the ES build, a
 * second copy whose error classes are not the ones the engine throws.
 */
import { createRequire } from 'node:module';

import './environment.mts';

const require = createRequire(import.meta.url);

/** n8n-workflow: Workflow, NodeApiError, Expression … (for types use `import type`). */
export const workflow = require('n8n-workflow') as typeof import('n8n-workflow');

/** n8n-core: WorkflowExecute, RoutingNode, the contexts … */
export const core = require('n8n-core') as typeof import('n8n-core');

/** n8n's service container: `container.get(core.ActiveWorkflowTriggers)`. */
export const container = (require('@n8n/di') as typeof import('@n8n/di')).Container;

/** n8n's own logger class, whose lines logs.mts keeps. */
export const Logger = (require('@n8n/backend-common') as typeof import('@n8n/backend-common'))
	.Logger;

/** n8n's settings with their defaults, as an instance started without any variable has them. */
export const globalConfig = container.get(
	(require('@n8n/config') as typeof import('@n8n/config')).GlobalConfig,
);
