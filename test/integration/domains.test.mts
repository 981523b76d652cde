import { start } from '../double/start.mts';
import { runWorkflow } from '../engine/index.mts';
import { workflowOf } from './given.mts';

/** n8n can limit a credential to domains; the node's own address is always among them. */
test.each([
	['domains', 'example.com'],
	['none', ''],
	['all', ''],
])('a credential limited to %j (%j) still reaches its own Beeper', async (mode, allowedDomains) => {
	await using desktop = await start();
	const beeperApi = {
		baseUrl: desktop.url,
		accessToken: desktop.token,
		allowedHttpRequestDomains: mode,
		allowedDomains,
	};
	const file = workflowOf({ resource: 'account', operation: 'list' });
	const result = await runWorkflow(file, { credentials: { beeperApi } });
	expect(result.error).toBeUndefined();
	expect(result.json('Beeper')).toHaveLength(7);
});
