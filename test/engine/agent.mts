import type { EngineRequest, EngineResponse, IDataObject, INodeType } from 'n8n-workflow';

import { workflow as n8n } from './n8n.mts';

/** A tool as LangChain's agents hold it. */
interface Tool {
	name: string;
	description: string;
	schema: { shape: Record<string, { description?: string; isOptional(): boolean }> };
	invoke(args: unknown): Promise<string>;
	metadata?: { sourceNodeName?: string };
}

/**
 * An agent without a model: it calls the one tool connected to it, `times` times one after the other, with the
 * arguments in its parameter `args`, and tells of the last call. With `way: 'invoke'` it calls LangChain's tool object, with `way: 'request'` it
 * asks the engine to run the tool's node, as n8n's newer agents do.
 */
export const agent: INodeType = {
	description: {
		displayName: 'Agent',
		name: 'agent',
		group: ['transform'],
		version: 1,
		description: '',
		defaults: { name: 'Agent' },
		inputs: ['main', { type: 'ai_tool', displayName: 'Tool' }],
		outputs: ['main'],
		properties: [
			{ displayName: 'Way', name: 'way', type: 'string', default: 'invoke' },
			{ displayName: 'Args', name: 'args', type: 'json', default: '{}' },
			{ displayName: 'Times', name: 'times', type: 'number', default: 1 },
		],
	},
	async execute(engineResponse?: EngineResponse) {
		const args = this.getNodeParameter('args', 0) as IDataObject; // see runTool
		const connected = await this.getInputConnectionData('ai_tool', 0);
		// n8n types it unknown; a human review gives a toolkit of the tools behind it.
		const [tool] = (connected as Array<Tool | { tools: Tool[] }>).flatMap((one) =>
			'tools' in one ? one.tools : one,
		);
		const described = describe(tool);
		const times = this.getNodeParameter('times', 0) as number; // see runTool

		if (this.getNodeParameter('way', 0) === 'invoke') {
			try {
				for (let time = 1; time < times; time++) await tool.invoke(args);
				return [[{ json: { ...described, response: await tool.invoke(args) } }]];
			} catch (error) {
				// An agent reads this text to its model.
				return [[{ json: { ...described, error: (error as Error).message } }]];
			}
		}
		if (!engineResponse?.actionResponses.length) {
			return {
				actions: Array.from({ length: times }, (_, time) => ({
					actionType: 'ExecutionNodeAction' as const,
					nodeName: tool.metadata?.sourceNodeName ?? tool.name,
					input: args,
					type: n8n.NodeConnectionTypes.AiTool,
					id: `call-${time + 1}`,
					metadata: { itemIndex: 0 },
				})),
				metadata: {},
			} satisfies EngineRequest;
		}
		const { data, error } = engineResponse.actionResponses[times - 1].data;
		const answer = data?.ai_tool?.[0]?.map(({ json }) => json) ?? [];
		const failure = error && { error: error.message };
		// Only the message of a failure reaches the model: the engine puts it in place of the answer.
		const response = JSON.stringify(answer.length ? answer : (failure ?? ''));
		return [[{ json: { ...described, response, ...failure } }]];
	},
};

function describe({ name, description, schema }: Tool): IDataObject {
	return {
		name,
		description,
		parameters: Object.fromEntries(
			Object.entries(schema.shape).map(([key, type]) => [key, type.description ?? '']),
		),
	};
}
