import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type {
	ICredentialType,
	INodeProperties,
	INodePropertyCollection,
	INodeType,
} from 'n8n-workflow';

/**
 * What workflows store of the nodes: names of nodes, parameters and choices, and the defaults, which n8n does not
 * store, so that a changed one changes existing workflows. One that is gone or different breaks what people have
 * built; a change that is meant belongs into a new version of the node. `UPDATE_STORED_NAMES=1` adds new ones.
 */
const root = path.resolve(import.meta.dirname, '../..');
const FILE = path.join(root, 'test/reference/stored-names.json');
const require = createRequire(import.meta.url);
const { n8n } = require(path.join(root, 'package.json')) as {
	n8n: { nodes: string[]; credentials: string[] };
};

const now = [
	...namesOf<INodeType>(n8n.nodes, nodeNames),
	...namesOf(n8n.credentials, credentialNames),
];

test('no stored name or default has changed', () => {
	if (process.env.UPDATE_STORED_NAMES) writeFileSync(FILE, `${JSON.stringify(now, null, '\t')}\n`);
	const before = JSON.parse(readFileSync(FILE, 'utf8')) as string[];
	const gone = before.filter((name) => !now.includes(name));
	const added = now.filter((name) => !before.includes(name));
	expect({ gone, added }).toEqual({ gone: [], added: [] });
});

function namesOf<T>(files: string[], names: (made: T) => string[]): string[] {
	return files.flatMap((file) => {
		const exported = require(path.join(root, file)) as Record<string, new () => T>;
		return Object.values(exported).flatMap((Type) => names(new Type()));
	});
}

function nodeNames({ description }: INodeType): string[] {
	const { name, version, properties, outputs, credentials = [], webhooks = [] } = description;
	return [
		`${name} version ${JSON.stringify(version)}, outputs ${JSON.stringify(outputs)}`,
		...credentials.map((one) => `${name} credential ${one.name}`),
		...webhooks.map((one) => `${name} webhook ${one.name} ${one.httpMethod} ${one.path}`),
		// n8n adds its own "Request Options" where it has loaded the node, as in a test before this one.
		...parameterNames(
			name,
			properties.filter((property) => property.name !== 'requestOptions'),
		),
	];
}

function credentialNames({ name, properties }: ICredentialType): string[] {
	return [`${name} (credential)`, ...parameterNames(name, properties)];
}

/** Each parameter with its kind and default, each choice, and what is inside of collections. */
function parameterNames(within: string, properties: INodeProperties[]): string[] {
	const lines = properties.flatMap((property) => {
		const { name, type, default: initial, options = [], modes = [] } = property;
		const { resource = [] } = property.displayOptions?.show ?? {};
		const own = `${within} ${name === 'operation' ? `${resource.join()} ` : ''}${name}`;
		return [
			`${own}: ${type}, ${JSON.stringify(initial)}`,
			...modes.map((mode) => `${own} mode ${mode.name}`),
			...options.flatMap((option) => {
				if ('values' in option) {
					const collection = option as INodePropertyCollection;
					return parameterNames(`${own}.${collection.name}`, collection.values);
				}
				if ('type' in option) return parameterNames(own, [option as INodeProperties]);
				return [`${own} choice ${JSON.stringify('value' in option ? option.value : '')}`];
			}),
		];
	});
	return [...new Set(lines)];
}
