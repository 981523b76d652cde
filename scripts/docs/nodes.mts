import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type {
	INodeProperties,
	INodePropertyOptions,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';
import type { Operation, Resource } from '../../dist/nodes/shared/operation/operation.js';

export const root = path.resolve(import.meta.dirname, '../..');
const require = createRequire(import.meta.url);

/** A node with an operation menu. */
export interface DocumentedNode {
	name: string;
	label: string;
	/** Where its sources are, such as `nodes/Beeper`. */
	folder: string;
	/** As n8n spells it in `__schema__`, such as `1.0.0`. */
	version: string;
	resources: DocumentedResource[];
}

export interface DocumentedResource {
	label: string;
	operations: DocumentedOperation[];
}

export interface DocumentedOperation {
	resource: string;
	resourceLabel: string;
	value: string;
	label: string;
	description: string;
	/** Absent where an operation makes no request of its own. */
	route?: string;
	/** The first Beeper version that has it; absent where all have. */
	since?: string;
	fields: INodeProperties[];
}

/** The package's nodes that have an operation menu, as their built descriptions say. */
export function documentedNodes(): DocumentedNode[] {
	const { n8n } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {
		n8n: { nodes: string[] };
	};
	return n8n.nodes
		.map((file) => ({ file, description: descriptionIn(file) }))
		.filter(({ description }) => description.properties.some(({ name }) => name === 'operation'))
		.map(({ file, description }) => documented(file, description));
}

function descriptionIn(file: string): INodeTypeDescription {
	const nodes = require(path.join(root, file)) as Record<string, new () => INodeType>;
	return new nodes[path.basename(file, '.node.js')]().description;
}

function documented(file: string, description: INodeTypeDescription): DocumentedNode {
	const { name, displayName: label, properties } = description;
	const built = path.posix.dirname(file);
	const resources = optionsOf(properties.find((property) => property.name === 'resource')).map(
		(resource) => ({
			label: resource.name,
			operations: operationsOf(properties, resource, path.join(root, built)),
		}),
	);
	const version = [description.version].flat().sort((a, b) => b - a)[0];
	const folder = built.replace(/^dist\//, '');
	return { name, label, folder, version: padded(version), resources };
}

function operationsOf(
	properties: INodeProperties[],
	resource: INodePropertyOptions,
	folder: string,
): DocumentedOperation[] {
	const own = properties.filter((property) => isShownFor(property, 'resource', resource.value));
	const menu = own.find(({ name }) => name === 'operation');
	return optionsOf(menu).map(({ name: label, value, description = '', routing }) => ({
		resource: String(resource.value),
		resourceLabel: resource.name,
		value: String(value),
		label,
		description,
		...(routing?.request && { route: `${routing.request.method} ${routing.request.url}` }),
		// The engine has no use for `since`, so only the resource's own file has it.
		since: operationIn(path.join(folder, 'resources', String(resource.value)), value).since,
		fields: own.filter((property) => isShownFor(property, 'operation', value)),
	}));
}

function operationIn(folder: string, value: unknown): Operation {
	const [resource] = Object.values(require(folder) as Record<string, Resource>);
	const operation = resource.operations.find(({ option }) => option.value === value);
	if (!operation) throw new Error(`${folder} has no operation "${String(value)}"`);
	return operation;
}

const optionsOf = (menu?: INodeProperties) => (menu?.options ?? []) as INodePropertyOptions[];

const isShownFor = ({ displayOptions }: INodeProperties, name: string, value: unknown) =>
	(displayOptions?.show?.[name] as unknown[] | undefined)?.includes(value) ?? false;

function padded(version: number): string {
	return [...String(version).split('.'), '0', '0'].slice(0, 3).join('.');
}
