import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { root, type DocumentedNode, type DocumentedOperation } from './nodes.mts';
import { schemaOf } from './schema.mts';

/** The revision that n8n's own schema files carry; nothing in n8n 2.41 reads it. */
const REVISION = 1;

/**
 * Where n8n looks for the schema of an operation's output: `resolveOutputSchemaPath` in n8n-core, from
 * the folder of the compiled node, to which the build copies it.
 */
export function schemaFile({ folder, version }: DocumentedNode, operation: DocumentedOperation) {
	return `${folder}/__schema__/v${version}/${operation.resource}/${operation.value}.json`;
}

/** The text of each schema file of a node, by its path. */
export function schemaFiles(node: DocumentedNode): Array<[string, string]> {
	return node.resources
		.flatMap(({ operations }) => operations)
		.filter((operation) => hasOutput(operation))
		.map((operation) => {
			const schema = { ...schemaOf(recordedOutput(operation)), version: REVISION };
			return [schemaFile(node, operation), `${JSON.stringify(schema, null, '\t')}\n`];
		});
}

/** Whether an operation's recorded items have a field that the editor could show. */
export function hasOutput(operation: DocumentedOperation): boolean {
	return recordedOutput(operation).some((json) => Object.keys(json).length > 0);
}

/** What an operation gives when only its required fields are filled in, as its test has recorded it. */
function recordedOutput({ resource, value }: DocumentedOperation): object[] {
	const folders = ['test/integration', 'test/integration/admin'];
	const file = folders
		.map((folder) => path.join(root, folder, resource, `${value}.workflow.json`))
		.find((candidate) => existsSync(candidate));
	if (!file) return [];
	const { pinData = {} } = JSON.parse(readFileSync(file, 'utf8')) as {
		pinData?: Record<string, Array<{ json: object }>>;
	};
	return (pinData['Required only'] ?? []).map(({ json }) => json);
}
