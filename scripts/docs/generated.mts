import { existsSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { documentedNodes, root, type DocumentedNode } from './nodes.mts';
import { operationsPage } from './operationsPage.mts';
import { withTables } from './readme.mts';
import { schemaFiles } from './schemas.mts';

/** The generated files that are not as the nodes say, or that should not be there. */
export function staleFiles(): string[] {
	const nodes = documentedNodes();
	const files = generatedFiles(nodes);
	const wrong = [...files].filter(([file, text]) => existing(file) !== text);
	return [...wrong.map(([file]) => file), ...superfluous(nodes, files)].sort();
}

/** Writes all that is generated, and removes schemas of operations that are gone. */
export function writeFiles(): void {
	const nodes = documentedNodes();
	const files = generatedFiles(nodes);
	for (const [file, text] of files) {
		mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
		writeFileSync(path.join(root, file), text);
	}
	for (const file of superfluous(nodes, files)) rmSync(path.join(root, file));
}

function generatedFiles(nodes: DocumentedNode[]): Map<string, string> {
	return new Map([
		['docs/operations.md', operationsPage(nodes)],
		['README.md', withTables(existing('README.md') ?? '', nodes)],
		...nodes.flatMap(schemaFiles),
	]);
}

function superfluous(nodes: DocumentedNode[], files: Map<string, string>): string[] {
	return nodes
		.flatMap(({ folder }) => globSync(`${folder}/__schema__/**/*.json`, { cwd: root }))
		.map((file) => file.replaceAll(path.sep, '/'))
		.filter((file) => !files.has(file));
}

function existing(file: string): string | undefined {
	const place = path.join(root, file);
	// A checkout on Windows may have other line ends.
	return existsSync(place) ? readFileSync(place, 'utf8').replaceAll('\r\n', '\n') : undefined;
}
