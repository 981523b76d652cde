import type { IExecutePaginationFunctions, INode, NodeApiError } from 'n8n-workflow';

/** Whether an AI agent uses the node as its tool. The variant for a human review (…HitlTool) is none. */
export const isAgentTool = ({ type }: Pick<INode, 'type'>): boolean => /(?<!Hitl)Tool$/.test(type);

/** Adds the remedy to the message of a tool's error: newer agents give only the message to their model. */
export function withRemedyForModel(error: NodeApiError, node: INode): NodeApiError {
	const { message, description } = error;
	if (isAgentTool(node) && description && !message.includes(description)) {
		error.message = `${message}. ${description}`;
	}
	return error;
}

/**
 * Whether an error must be the tool's output, since the caller would lose a thrown one: agents before version 3 give
 * their model an empty text. MCP Server Trigger and newer agents report errors themselves, and for 'Retry On Fail'
 * n8n needs to see them.
 */
export function mustAnswerErrors(n8n: IExecutePaginationFunctions): boolean {
	const node = n8n.getNode();
	if (!isAgentTool(node) || node.retryOnFail) return false;
	const caller = n8n.getExecuteData().node;
	return caller.name !== node.name && !caller.type.endsWith('.mcpTrigger');
}
