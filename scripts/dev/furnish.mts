import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { WorkflowFile } from '../../test/engine/workflow.mts';
import type { Credential, N8n } from '../../test/n8n/index.mts';

const NAME = 'Beeper account';
const examples = path.resolve(import.meta.dirname, '../../examples');

/**
 * Puts into n8n what it does not have yet: the credential, brought up to date if it has it, and the examples.
 * Credentials for others' services are left to the user. Resolves with the number of examples that were imported.
 */
export async function furnish(
	n8n: N8n,
	beeper: { baseUrl: string; accessToken: string },
): Promise<{ imported: number }> {
	const there = await n8n.rest.get<Credential[]>('/credentials');
	const known = there.find(({ name, type }) => type === 'beeperApi' && name === NAME);
	const data = { name: NAME, type: 'beeperApi', data: beeper };
	const credential = known
		? await n8n.rest.patch<Credential>(`/credentials/${known.id}`, data)
		: await n8n.rest.post<Credential>('/credentials', data);

	const names = (await n8n.rest.get<Array<{ name: string }>>('/workflows')).map(({ name }) => name);
	const files = globSync('*.json', { cwd: examples })
		.sort()
		.map((file) => JSON.parse(readFileSync(path.join(examples, file), 'utf8')) as WorkflowFile)
		.filter(({ name }) => !names.includes(name!));
	for (const file of files) await n8n.addWorkflow(withOnly(file, 'beeperApi'), [credential]);
	return { imported: files.length };
}

/** The workflow, its nodes without the credentials of other types. */
const withOnly = (file: WorkflowFile, type: string): WorkflowFile => ({
	...file,
	nodes: file.nodes.map(({ credentials, ...node }) => ({
		...node,
		...(credentials?.[type] && { credentials: { [type]: credentials[type] } }),
	})),
});
