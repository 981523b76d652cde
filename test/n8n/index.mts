export type { Row } from './executions.mts';
export { type Credential, isEnded, isWaiting, N8n, type N8nOptions } from './n8n.mts';
export { installedIn, packTarball, type Tarball } from './package.mts';
export { Queue } from './queue.mts';
export { OWNER, Rest } from './rest.mts';
export { until } from './until.mts';
export type { Worker } from './worker.mts';
