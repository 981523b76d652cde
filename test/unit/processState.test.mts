import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

const root = path.resolve(import.meta.dirname, '../..');

/**
 * What lives as long as n8n's process: n8n loads a module once, for all workflows and executions. Each has a reason, a
 * bound, and a comment at its place that says what it is, who writes it and when it is emptied.
 */
const KEPT: Record<string, string[]> = {
	'nodes/BeeperAdmin/olderRoutes/sendByName.ts': ['known'],
	'nodes/shared/live/hub/hubs.ts': ['hubs'],
	'nodes/shared/operation/nodeRuns.ts': ['memberships'],
	'nodes/shared/question/pendingQuestions.ts': ['state'],
	'nodes/shared/send/processState.ts': ['beepers'],
};

/** Whether an initial value can change later: a `new` without initial content, at any depth of a literal. */
function isMutable(value: ts.Expression | undefined): boolean {
	if (!value) return false;
	if (ts.isNewExpression(value)) {
		if ((value.expression as ts.Identifier).text === 'RegExp') return false;
		// A table of constants is written down whole: new Set(['…']).
		return !value.arguments?.some((argument) => ts.isArrayLiteralExpression(argument));
	}
	return ts.isObjectLiteralExpression(value) && value.properties.some(isMutableProperty);
}

const isMutableProperty = (property: ts.ObjectLiteralElementLike) =>
	ts.isPropertyAssignment(property) && isMutable(property.initializer);

/** The names of a file's module variables that can change. */
function moduleState(file: string): string[] {
	const text = readFileSync(path.join(root, file), 'utf8');
	const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest);
	return source.statements.filter(ts.isVariableStatement).flatMap(({ declarationList }) => {
		const isConst = (declarationList.flags & ts.NodeFlags.Const) !== 0;
		return declarationList.declarations
			.filter(({ type }) => !type?.getText(source).startsWith('Readonly'))
			.filter(({ initializer }) => !isConst || isMutable(initializer))
			.map(({ name }) => name.getText(source));
	});
}

test('module variables that can change are those that are known to', () => {
	const files = globSync('{nodes,credentials}/**/*.ts', { cwd: root }).sort();
	const found = files.map((file) => [file, moduleState(file)] as const);
	expect(Object.fromEntries(found.filter(([, names]) => names.length > 0))).toEqual(KEPT);
});
