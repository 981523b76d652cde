import type { IExecutePaginationFunctions, INode, NodeApiError } from 'n8n-workflow';

/** Whether an AI agent uses the node as its tool; the node that asks a person before a tool is none. */
export const isAgentTool = ({ type }: Pick<INode, 'type'>): boolean => /(?<!Hitl)Tool$/.test(type);

/** Newer agents read only an error's message to their model, which needs the remedy to act on it. */
export function withRemedyForModel(error: NodeApiError, node: INode): NodeApiError {
	const { message, description } = error;
	if (isAgentTool(node) && description && !message.includes(description)) {
		error.message = `${message}. ${description}`;
	}
	return error;
}

/**
 * Whether an error has to be the tool's answer, since whoever calls the tool loses what it throws: agents before
 * version 3 give their model an empty text. MCP Server Trigger and newer agents tell of errors themselves, and
 * with 'Retry On Fail' n8n needs to see them.
 */
export function mustAnswerErrors(n8n: IExecutePaginationFunctions): boolean {
	const node = n8n.getNode();
	if (!isAgentTool(node) || node.retryOnFail) return false;
	const caller = n8n.getExecuteData().node;
	return caller.name !== node.name && !caller.type.endsWith('.mcpTrigger');
}
