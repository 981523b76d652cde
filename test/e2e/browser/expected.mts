import { createRequire } from 'node:module';
import type {
	IDataObject,
	INode,
	INodeParameterResourceLocator,
	INodeParameters,
	INodeProperties,
	INodePropertyCollection,
	INodePropertyOptions,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';
import { workflow } from '../../engine/n8n.mts';
import type { Field } from './form.mts';

const { displayParameter, getNodeParameters } = workflow.NodeHelpers;
const dist = createRequire(new URL('../../../dist/nodes/', import.meta.url));

/** The description of a node as it is built: "Beeper", "BeeperAdmin", "BeeperTrigger". */
export function described(node: string): INodeTypeDescription {
	const module = dist(`./${node}/${node}.node.js`) as Record<string, new () => INodeType>;
	return new module[node]().description;
}

export interface Operation {
	resource: string;
	operation: INodePropertyOptions;
	/** All operations of the resource, as they are listed. */
	siblings: string[];
}

/** Every operation of a node, in the order of its menus. */
export function operationsOf({ properties }: INodeTypeDescription): Operation[] {
	return properties
		.filter(({ name }) => name === 'operation')
		.flatMap(({ options = [], displayOptions }) =>
			options.map((operation) => ({
				resource: String(displayOptions?.show?.resource?.[0]),
				operation: operation as INodePropertyOptions,
				siblings: options.map(({ name }) => name),
			})),
		);
}

/** The parameters of a node that was just dropped, with these chosen. */
export function fresh(description: INodeTypeDescription, chosen: INodeParameters): INodeParameters {
	const node = nodeOf(description, chosen);
	return getNodeParameters(description.properties, chosen, true, false, node, description)!;
}

/** The same, with everything added once that can be added. */
export function everything(
	description: INodeTypeDescription,
	chosen: INodeParameters,
): INodeParameters {
	const values = fresh(description, chosen);
	const shown = visible(description.properties, values, description, values);
	const collections = shown.filter(isCollection);
	return { ...values, ...Object.fromEntries(collections.map((one) => [one.name, filled(one)])) };
}

/** The same choices, and each other choice in a menu of the form, which shows other fields. */
export function variantsOf(
	description: INodeTypeDescription,
	chosen: INodeParameters,
): INodeParameters[] {
	const values = fresh(description, chosen);
	const menus = visible(description.properties, values, description, values).filter(
		({ type, name }) => type === 'options' && !(name in chosen),
	);
	const others = menus.flatMap((menu) =>
		(menu.options as INodePropertyOptions[])
			.filter(({ value }) => value !== menu.default)
			.map(({ value }) => ({ ...chosen, [menu.name]: value })),
	);
	return [chosen, ...others];
}

/** What the form has to show for these parameters. */
export function fieldsOf(description: INodeTypeDescription, values: INodeParameters): Field[] {
	return fields(description.properties, values, description, values);
}

/** Collections that the form shows, for their "Add" buttons: the button's text, and what it offers. */
export function collectionsOf(description: INodeTypeDescription, values: INodeParameters) {
	return visible(description.properties, values, description, values)
		.filter(({ type }) => type === 'collection')
		.map(({ placeholder = '', options = [] }) => ({
			button: placeholder,
			names: visible(options as INodeProperties[], {}, description, values).map(
				({ displayName }) => displayName,
			),
		}));
}

const isCollection = ({ type }: INodeProperties) => /collection/i.test(type);

function filled(property: INodeProperties): INodeParameters[string] {
	const { type, options = [], typeOptions } = property;
	if (type === 'collection') return all(options as INodeProperties[]);
	if (type !== 'fixedCollection') return property.default as INodeParameters[string];
	const groups = (options as INodePropertyCollection[]).map(({ name, values }) => [
		name,
		typeOptions?.multipleValues ? [all(values)] : all(values),
	]);
	return Object.fromEntries(groups) as INodeParameters;
}

const all = (properties: INodeProperties[]): INodeParameters =>
	Object.fromEntries(properties.map((one) => [one.name, filled(one)]));

function fields(
	properties: INodeProperties[],
	values: INodeParameters,
	description: INodeTypeDescription,
	root: INodeParameters,
): Field[] {
	return visible(properties, values, description, root).flatMap((property) => {
		const title = property.displayName;
		const value = values[property.name];
		if (!isCollection(property)) return [{ title, value: inWords(property, value) }];
		const inside = (some: INodeProperties[], of: unknown) =>
			fields(some, (of ?? {}) as INodeParameters, description, root);
		if (property.type === 'collection') {
			const added = (property.options as INodeProperties[]).filter(
				({ name }) => name in ((value ?? {}) as IDataObject),
			);
			return [{ title }, ...inside(added, value)];
		}
		return [
			{ title },
			...(property.options as INodePropertyCollection[]).flatMap(({ name, values: some }) =>
				[(value as IDataObject | undefined)?.[name] ?? []]
					.flat()
					.flatMap((one) => inside(some, one)),
			),
		];
	});
}

function visible(
	properties: INodeProperties[],
	values: INodeParameters,
	description: INodeTypeDescription,
	root: INodeParameters,
): INodeProperties[] {
	const node = nodeOf(description, root);
	return properties.filter(
		(one) => one.type !== 'hidden' && displayParameter(values, one, node, description, root),
	);
}

function inWords({ type, options = [], typeOptions }: INodeProperties, value: unknown): string {
	const nameOf = (one: unknown) =>
		(options as INodePropertyOptions[]).find((option) => option.value === one)?.name ?? '';
	switch (type) {
		case 'number':
			return (value as number).toFixed(typeOptions?.numberPrecision ?? 0);
		case 'boolean':
			return value ? 'on' : 'off';
		case 'options':
			return nameOf(value);
		case 'multiOptions':
			return (value as unknown[]).map(nameOf).join(', ');
		case 'resourceLocator': {
			const { mode, value: id, cachedResultName } = value as INodeParameterResourceLocator;
			return `${mode === 'list' ? 'From list' : 'By ID'} ${cachedResultName ?? String(id)}`.trim();
		}
		default:
			return String(value ?? '');
	}
}

const nodeOf = ({ name }: INodeTypeDescription, parameters: INodeParameters): INode => ({
	id: 'form',
	name: 'form',
	type: name,
	typeVersion: 1,
	position: [0, 0],
	parameters,
});
