import type { INode, INodeExecutionData, Workflow, WorkflowExecuteMode } from 'n8n-workflow';

import { makeAdditionalData } from './additional-data.mts';
import { type BinaryMode, setBinaryMode } from './binary.mts';
import type { SavedCredentials } from './credentials.mts';
import { execute, executeUnsearched } from './execution.mts';
import { workflow as n8n } from './n8n.mts';
import { type NodePackage, ourPackage } from './package.mts';
import type { Result } from './result.mts';
import { startEngine } from './start.mts';
import { makeWorkflow, type WorkflowFile } from './workflow.mts';

export interface RunOptions {
	credentials?: SavedCredentials;
	/** Whose nodes the workflow uses; this repository's built package if left out. */
	nodes?: NodePackage;
	/** What the start node gives out (a trigger) or gets (any other); one empty item if left out. */
	items?: INodeExecutionData[];
	mode?: WorkflowExecuteMode;
	/** Aborting it is pressing Stop. */
	signal?: AbortSignal;
	binaryMode?: BinaryMode;
	timezone?: string;
	/** By name; the workflow's trigger if left out. */
	startNode?: string;
	/** Whether what the run leaves behind is searched for secrets; only benchmarks go without. */
	isSearched?: boolean;
}

/** Runs an exported workflow on n8n's engine. Data pinned in the file is not used. */
export async function runWorkflow(file: WorkflowFile, options: RunOptions = {}): Promise<Result> {
	await startEngine();
	const { nodeTypes, credentialTypes } = options.nodes ?? (await ourPackage());
	setBinaryMode(options.binaryMode ?? 'default');
	const workflow = makeWorkflow(file, nodeTypes, options);
	const startNode = findStartNode(workflow, options.startNode);
	const additionalData = makeAdditionalData(credentialTypes, options.credentials ?? {});
	const mode = options.mode ?? 'manual';
	const { items } = options;
	// A trigger run by hand makes its own items, unless the user pinned some.
	const isPinned =
		items && mode === 'manual' && nodeTypes.getByNameAndVersion(startNode.type).trigger;
	const data = n8n.createRunExecutionData({
		executionData: {
			nodeExecutionStack: [
				{ node: startNode, data: { main: [items ?? [{ json: {} }]] }, source: null },
			],
		},
		resultData: isPinned ? { pinData: { [startNode.name]: items } } : {},
	});
	const run = options.isSearched === false ? executeUnsearched : execute;
	return await run(workflow, additionalData, mode, data, options.signal);
}

function findStartNode(workflow: Workflow, name?: string): INode {
	const node = name === undefined ? workflow.getStartNode() : workflow.getNode(name);
	if (!node) throw new Error(`The workflow has no ${name ? `node "${name}"` : 'trigger'}`);
	return node;
}
