import { createRequire } from 'node:module';
import path from 'node:path';
import type {
	ICredentialType,
	INodeProperties,
	INodePropertyCollection,
	INodePropertyOptions,
	INodeType,
} from 'n8n-workflow';
import { prose, read, root } from './documents.mts';

const require = createRequire(import.meta.url);

/** Something that people see: its words, and what is below it. */
export interface Label {
	words: string[];
	below: Label[];
}

type Entry = INodeProperties | INodePropertyOptions | INodePropertyCollection;

/** Every label of the built nodes and of the credential. */
export function ownLabels(): Label[] {
	const { n8n } = JSON.parse(read('package.json')) as {
		n8n: { nodes: string[]; credentials: string[] };
	};
	const nodes = n8n.nodes.map((file) => made<INodeType>(file).description);
	const credentials = n8n.credentials.map((file) => made<ICredentialType>(file));
	return [...nodes, ...credentials].map(({ displayName, properties }) => ({
		words: [displayName],
		below: properties.map((property) => labelOf(property, properties)),
	}));
}

/** Whether there is a label of these words; for several, one below the other, or on the same thing. */
export function isLabel(labels: Label[], [first, ...rest]: string[]): boolean {
	return labels.some(({ words, below }) => {
		if (isLabel(below, [first, ...rest])) return true;
		if (!words.includes(first)) return false;
		const [next] = rest;
		return (
			rest.length === 0 ||
			isLabel(below, rest) ||
			(rest.length === 1 && next !== first && words.includes(next))
		);
	});
}

/** What a document's text has in bold or italics, and whether a paragraph, item or cell begins with it. */
export function emphasised(document: string): Array<{ text: string; isFirst: boolean }> {
	const text = prose(document).replace(/<!--[\s\S]*?-->/g, '');
	return [...text.matchAll(/\*\*([^*]+)\*\*|(?<![\w*])_([^_\n]+)_(?!\w)/g)].map((match) => ({
		text: (match[1] ?? match[2]).replace(/\s+/g, ' '),
		isFirst: /(^|\n\s*\n|\n *(-|\d+\.) |\|) *$/.test(text.slice(0, match.index)),
	}));
}

/** Whether an emphasised text can only be what stands on a screen, and not a stressed word. */
export function isShownSomewhere({ text, isFirst }: { text: string; isFirst: boolean }): boolean {
	if (text.includes(' → ')) return true;
	const words = text.replace(/[:.]$/, '').split(' ');
	const isTitle = words.every((word) => SMALL.test(word) || !/^[a-z]/.test(word));
	return isFirst ? isTitle && words.length > 1 : !/^[a-z]/.test(text) && words.length < 6;
}

const SMALL = /^(a|an|the|and|or|of|in|on|to|at|by|for|from|if|is|as|per|up|with)$/;

function made<T>(file: string): T {
	const [Made] = Object.values(require(path.join(root, file)) as Record<string, new () => T>);
	return new Made();
}

function labelOf(entry: Entry, siblings: INodeProperties[]): Label {
	const property = entry as Partial<INodeProperties> & { values?: INodeProperties[] };
	// The name of an option is read by people, that of a property is not.
	const isOption = !('type' in entry) && !('values' in entry);
	const own = [
		isOption ? entry.name : (entry as INodeProperties).displayName,
		(entry as INodePropertyOptions).action,
		property.placeholder,
		property.typeOptions?.multipleValueButtonText,
	];
	const below = [
		...(property.options ?? []),
		...(property.values ?? []),
		...(property.modes ?? []),
	];
	const labels = below.map((one) => labelOf(one as Entry, siblings));
	if (property.name === 'resource') {
		for (const [index, { value }] of (property.options as INodePropertyOptions[]).entries())
			labels[index].below.push(...operationsOf(value, siblings));
	}
	return { words: own.filter((words) => typeof words === 'string'), below: labels };
}

/** The menu of operations that a resource shows. */
const operationsOf = (resource: INodePropertyOptions['value'], siblings: INodeProperties[]) =>
	siblings
		.filter(({ name }) => name === 'operation')
		.filter(({ displayOptions }) => displayOptions?.show?.resource?.includes(resource))
		.flatMap((menu) => labelOf(menu, []).below);
