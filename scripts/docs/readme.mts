import { anchor, plain, table } from './markdown.mts';
import type { DocumentedNode } from './nodes.mts';
import { headingOf } from './operationsPage.mts';

/**
 * README.md with the table of each node that it asks for, by name, with a pair of comments:
 * `<!-- operations: beeper -->` and `<!-- /operations -->`.
 */
export function withTables(readme: string, nodes: DocumentedNode[]): string {
	return readme.replace(
		/(<!-- operations: (\w+) -->)[\s\S]*?(<!-- \/operations -->)/g,
		(_, begin: string, name: string, end: string) => {
			const node = nodes.find((one) => one.name === name);
			if (!node)
				throw new Error(`README.md asks for the operations of "${name}", which is no node`);
			return [
				`${begin}\n<!-- prettier-ignore-start -->`,
				folded(node),
				`Routes, scopes, versions and fields of each: [docs/operations.md](docs/operations.md#${anchor(node.label)}).`,
				`<!-- prettier-ignore-end -->\n${end}`,
			].join('\n\n');
		},
	);
}

/** The table behind one line, which GitHub and npm open on a click. */
function folded(node: DocumentedNode): string {
	const count = node.resources.flatMap(({ operations }) => operations).length;
	const summary = `<summary>All ${count} operations of ${plain(node.label)}</summary>`;
	return `<details>\n${summary}\n\n${tableOf(node)}\n\n</details>`;
}

function tableOf({ resources }: DocumentedNode): string {
	const rows = resources
		.flatMap(({ operations }) => operations)
		.map((operation) => [
			plain(operation.resourceLabel),
			`[${plain(operation.label)}](docs/operations.md#${anchor(headingOf(operation))})`,
			plain(operation.description),
		]);
	return table(['Resource', 'Operation', 'What it does'], rows);
}
