import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { agent } from './agent.mts';
import { baseNodes } from './base-nodes.mts';
import type { Result } from './result.mts';
import { type RunOptions, runWorkflow } from './run.mts';
import type { WorkflowFile } from './workflow.mts';

export interface ToolOptions extends Omit<RunOptions, 'startNode'> {
	/**
	 * `invoke`: older agents and the MCP Server Trigger call the tool object that n8n-core makes.
	 * `request`: agents from version 3 on have the engine run the tool's node.
	 */
	way?: 'invoke' | 'request';
	/** How often the agent calls it, in one execution; the answer is the last call's. */
	times?: number;
}

export interface ToolCall {
	/** What the model is told: the tool's name, its description, and its parameters' descriptions. */
	name: string;
	description: string;
	parameters: Record<string, string>;
	/** The text that the model gets back; none where the tool object threw. */
	response?: string;
	/** The message of the error, if the call failed. */
	error?: string;
	result: Result;
	/** The workflow that ran, for `resume` where the node waits. */
	workflow: WorkflowFile;
}

const agentType = '@n8n/n8n-nodes-langchain.agent';

/** Calls one node of a workflow as an AI agent would, with the arguments for its `$fromAI` fields. */
export async function runTool(
	file: WorkflowFile,
	nodeName: string,
	args: IDataObject,
	{ way = 'invoke', times = 1, ...options }: ToolOptions = {},
): Promise<ToolCall> {
	baseNodes[agentType] = agent;
	const workflow = behindAgent(file, nodeName, { way, times, args: args as never });
	const result = await runWorkflow(workflow, options);
	const told = result.json('Agent')[0] as unknown as Omit<ToolCall, 'result' | 'workflow'>;
	return { ...told, result, workflow };
}

function behindAgent(
	file: WorkflowFile,
	nodeName: string,
	parameters: INodeParameters,
): WorkflowFile {
	const node = file.nodes.find(({ name }) => name === nodeName);
	if (!node) throw new Error(`The workflow has no node "${nodeName}"`);
	const type = node.type.endsWith('Tool') ? node.type : `${node.type}Tool`;
	return {
		...file,
		nodes: [
			{ name: 'Start', type: 'n8n-nodes-base.manualTrigger' },
			{ name: 'Agent', type: agentType, parameters },
			{ ...node, type },
			// A human review stands before another tool, which this agent never gets to.
			{ name: 'Gated', type: 'n8n-nodes-base.noOpTool', disabled: !type.endsWith('HitlTool') },
		],
		connections: {
			Start: { main: [[{ node: 'Agent', type: 'main', index: 0 }]] },
			Gated: { ai_tool: [[{ node: nodeName, type: 'ai_tool', index: 0 }]] },
			[nodeName]: { ai_tool: [[{ node: 'Agent', type: 'ai_tool', index: 0 }]] },
		},
	};
}
