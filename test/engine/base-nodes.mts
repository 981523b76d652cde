import type { INodeType, INodeTypeDescription } from 'n8n-workflow';

/**
 * Stand-ins for the few nodes of n8n-nodes-base that tests and examples need around ours. The
 * package itself cannot be a dependency (hundreds of megabytes); these do what their namesakes do
 * with default parameters, and no more.
 */
export const baseNodes: Record<string, INodeType> = {
	'n8n-nodes-base.manualTrigger': {
		description: describe('manualTrigger', { group: ['trigger'], inputs: [] }),
		async trigger() {
			return {
				manualTriggerFunction: async () => this.emit([this.helpers.returnJsonArray([{}])]),
			};
		},
	},
	'n8n-nodes-base.noOp': {
		description: describe('noOp', { usableAsTool: true }),
		async execute() {
			return [this.getInputData()];
		},
	},
	'n8n-nodes-base.stickyNote': {
		description: describe('stickyNote', { inputs: [], outputs: [] }),
		async execute() {
			return [this.getInputData()];
		},
	},
	/** n8n's own engine evaluates the conditions; here only what becomes of them. */
	'n8n-nodes-base.if': {
		description: describe('if', {
			version: [2, 2.1, 2.2],
			outputs: ['main', 'main'],
			properties: [{ displayName: 'Conditions', name: 'conditions', type: 'filter', default: {} }],
		}),
		async execute() {
			const isTrue = (item: number) =>
				this.getNodeParameter('conditions', item, false, { extractValue: true }) === true;
			const items = this.getInputData();
			return [items.filter((_, item) => isTrue(item)), items.filter((_, item) => !isTrue(item))];
		},
	},
	/** The Edit Fields node in JSON mode, enough to make items: `jsonOutput` is one object or a list. */
	'n8n-nodes-base.set': {
		description: describe('set', {
			properties: [{ displayName: 'JSON', name: 'jsonOutput', type: 'json', default: '{}' }],
		}),
		async execute() {
			return [
				this.getInputData().flatMap((_, item) => {
					const value = this.getNodeParameter('jsonOutput', item, {}, { ensureType: 'json' });
					return [value].flat().map((json) => ({ json: json as never, pairedItem: { item } }));
				}),
			];
		},
	},
};

function describe(
	name: string,
	description: Partial<INodeTypeDescription> = {},
): INodeTypeDescription {
	return {
		displayName: name,
		name,
		group: ['organization'],
		version: [1, 2, 3, 3.1, 3.2, 3.3, 3.4],
		description: '',
		defaults: { name },
		inputs: ['main'],
		outputs: ['main'],
		properties: [],
		...description,
	};
}
