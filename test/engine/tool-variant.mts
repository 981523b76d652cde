import type { INodeProperties, INodeType, INodeTypeDescription } from 'n8n-workflow';

/**
 * The node as an AI agent's tool (`beeper` → `beeperTool`), which n8n's server makes when a workflow
 * names it. That code is in the package n8n, not in n8n-core, so this is a re-telling of it.
 */
export function asTool(nodeType: INodeType): INodeType {
	const { description } = nodeType;
	const properties = [...description.properties];
	if (!properties.some(({ name }) => name === 'toolDescription')) {
		const afterCallouts = properties.findLastIndex(({ type }) => type === 'callout') + 1;
		properties.splice(afterCallouts, 0, ...toolDescriptionFields(description));
	}
	// The prototype gives execute, methods and customOperations, as n8n's own variant gets them.
	return Object.create(nodeType, {
		description: {
			value: {
				...description,
				name: `${description.name}Tool`,
				displayName: `${description.displayName} Tool`,
				inputs: [],
				outputs: ['ai_tool'],
				properties,
			} satisfies INodeTypeDescription,
		},
	}) as INodeType;
}

function toolDescriptionFields(description: INodeTypeDescription): INodeProperties[] {
	const field: INodeProperties = {
		displayName: 'Description',
		name: 'toolDescription',
		type: 'string',
		default: description.description,
		required: true,
		typeOptions: { rows: 2 },
	};
	const hasChoice = description.properties.some(
		({ name }) => name === 'resource' || name === 'operation',
	);
	if (!hasChoice) return [field];
	return [
		{
			displayName: 'Tool Description',
			name: 'descriptionType',
			type: 'options',
			noDataExpression: true,
			options: [
				{ name: 'Set Automatically', value: 'auto' },
				{ name: 'Set Manually', value: 'manual' },
			],
			default: 'auto',
		},
		{ ...field, displayOptions: { show: { descriptionType: ['manual'] } } },
	];
}
