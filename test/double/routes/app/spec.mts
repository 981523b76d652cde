import { json } from '../../http/answer.mts';
import { route } from '../../http/route.mts';
import { endpoints } from '../../reference/endpoints.mts';

/** GET /v1/spec: which paths this version has; the schemas of the real document are not imitated. */
export const spec = route({
	endpoint: 'GET /v1/spec',
	handle: (_call, { generation, missing }) => {
		const paths: Record<string, Record<string, object>> = {};
		for (const { method, path, sdk } of endpoints.values()) {
			if (missing.has(`${method} ${path}`)) continue;
			paths[path] = { ...paths[path], [method.toLowerCase()]: { operationId: sdk } };
		}
		const info = { title: 'Beeper Client API', version: generation.version };
		return json({ openapi: '3.1.0', info, paths });
	},
});
