import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import type { Operation, Resource } from './operation';
import { perform, type OnRun } from './perform';
import { sharedFields } from './sharedFields';

/**
 * The properties of a node after its "Resource" menu: each resource's "Operation" menu, sorted, then all fields. The
 * menus come first, so that a field which several resources share stands below all of them. `onRun` is called once at
 * the beginning of each node run.
 */
export function nodeProperties(resources: Resource[], onRun: OnRun): INodeProperties[] {
	return [...resources.map((resource) => menu(resource, onRun)), ...sharedFields(resources)];
}

function menu({ name, operations }: Resource, onRun: OnRun): INodeProperties {
	const options = operations
		.map((operation) => ({ ...operation.option, routing: routing(operation, onRun) }))
		.sort((a, b) => a.name.localeCompare(b.name));
	const property: INodeProperties = {
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: [name] } },
		options,
		default: '',
	};
	// Assigned, not written above: the lint wants a literal there, and cannot know the options.
	property.default = operations[0].option.value;
	return property;
}

/** The pagination hook is the only way to wrap requests on every path, agents and MCP included (`perform`). */
function routing(operation: Operation, onRun: OnRun): INodePropertyOptions['routing'] {
	return {
		...operation.option.routing,
		send: { paginate: true },
		operations: { pagination: perform(operation, onRun) },
	};
}
