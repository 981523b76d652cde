import type { INode, NodeApiError } from 'n8n-workflow';

/** Whether an AI agent uses the node as its tool; the node that asks a person before a tool is none. */
export const isAgentTool = ({ type }: Pick<INode, 'type'>): boolean => /(?<!Hitl)Tool$/.test(type);

/** Newer agents read only an error's message to their model, which needs the remedy to act on it. */
export function tellModel(error: NodeApiError, node: INode): NodeApiError {
	const { message, description } = error;
	if (isAgentTool(node) && description && !message.includes(description)) {
		error.message = `${message}. ${description}`;
	}
	return error;
}
