import type {
	IConnections,
	IDataObject,
	INode,
	INodeTypes,
	IWorkflowSettings,
	Workflow,
} from 'n8n-workflow';

import { workflow as n8n } from './n8n.mts';

/** The parts of an exported workflow that matter for running it. */
export interface WorkflowFile {
	id?: string;
	name?: string;
	nodes: Array<Partial<INode> & Pick<INode, 'name' | 'type'>>;
	connections: IConnections;
	settings?: IWorkflowSettings;
}

export interface WorkflowOptions {
	timezone?: string;
	active?: boolean;
	staticData?: IDataObject;
}

/** The workflow as n8n would have it open: a copy, so that a run never changes the file. */
export function makeWorkflow(
	file: WorkflowFile,
	nodeTypes: INodeTypes,
	{ timezone, active = false, staticData }: WorkflowOptions = {},
): Workflow {
	const { id = 'workflow', name = 'Test workflow', nodes, connections, settings } = file;
	return new n8n.Workflow({
		id,
		name,
		nodes: structuredClone(nodes).map((node, index) => ({
			id: `node-${index}`,
			typeVersion: 1,
			position: [index * 200, 0],
			parameters: {},
			...node,
		})),
		connections: structuredClone(connections),
		active,
		nodeTypes,
		staticData,
		settings: { executionOrder: 'v1', ...settings, ...(timezone && { timezone }) },
	});
}
