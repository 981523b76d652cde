import type { INodeProperties, INodeType, INodeTypeDescription } from 'n8n-workflow';

/**
 * The node as a human's consent before an agent's tool runs (`beeper` → `beeperHitlTool`): n8n makes
 * it of any node with a `sendAndWait` operation and a webhook. Like tool-variant.mts a re-telling.
 */
export function asHumanReview(nodeType: INodeType): INodeType {
	const { description } = nodeType;
	return Object.create(nodeType, {
		description: {
			value: {
				...description,
				name: `${description.name}HitlTool`,
				subtitle: 'Send and wait',
				description: 'Request human approval for tools',
				inputs: [{ displayName: 'Tool', type: 'ai_tool', required: true }],
				outputs: [{ displayName: 'Human review', type: 'ai_tool' }],
				properties: reviewProperties(description.properties),
			} satisfies INodeTypeDescription,
		},
	}) as INodeType;
}

/** Consent has one resource and operation, n8n's own message, and buttons for an answer. */
function reviewProperties(properties: INodeProperties[]): INodeProperties[] {
	const resource = properties.find(
		({ name, options }) =>
			name === 'operation' && options?.some((one) => 'value' in one && one.value === 'sendAndWait'),
	)?.displayOptions?.show?.resource?.[0];
	const fixed: Record<string, unknown> = {
		resource,
		operation: 'sendAndWait',
		responseType: 'approval',
	};
	const message: INodeProperties = {
		displayName: 'Message',
		name: 'message',
		type: 'string',
		default:
			'=The agent wants to run this tool: {{ $tool.name }}\n\nInput:\n{{ $tool.parameters }}',
		required: true,
	};
	return [
		message,
		...properties
			.filter(({ name }) => name !== 'message' && !(name === 'resource' && resource === undefined))
			.map((property) =>
				property.name in fixed
					? ({
							displayName: property.displayName,
							name: property.name,
							type: 'hidden',
							default: fixed[property.name] as string,
						} satisfies INodeProperties)
					: property,
			),
	];
}
