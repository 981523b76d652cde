import type { INodeProperties } from 'n8n-workflow';
import { updateDisplayOptions } from 'n8n-workflow';
import type { Resource } from './operation';

/** A field, and where it is shown; `following` are those that come after it. */
interface Shared {
	field: INodeProperties;
	resources: string[];
	operations: string[];
	following: Shared[];
}

/**
 * The fields of all operations, each shown only for its own. Operations that begin with the same fields share them,
 * across resources too: n8n's routing engine evaluates a parameter's expression for every property of that name,
 * shown or not, twice per item, so seventeen "Chat" fields cost 34 evaluations of one chat ID.
 */
export function sharedFields(resources: Resource[]): INodeProperties[] {
	const roots: Shared[] = [];
	for (const resource of resources) {
		for (const root of beginnings(resource)) {
			const known = roots.find(
				(other) => isSame(other.field, root.field) && fit(other, root, resources),
			);
			if (known) join(known, root);
			else roots.push(root);
		}
	}
	return inOrder(roots).flatMap(({ field, resources: resource, operations: operation }) =>
		updateDisplayOptions({ show: { resource, operation } }, [field]),
	);
}

/** The fields of one resource as a tree: operations share what they begin with. */
function beginnings({ name, operations }: Resource): Shared[] {
	const roots: Shared[] = [];
	for (const { option, fields } of operations) {
		let level = roots;
		for (const field of fields) {
			const known = level.find((shared) => isSame(shared.field, field));
			const shared = known ?? { field, resources: [name], operations: [], following: [] };
			if (!known) level.push(shared);
			shared.operations.push(option.value);
			level = shared.following;
		}
	}
	return roots;
}

/** Whether one field can stand for both: n8n shows it for every combination of their resources and operations. */
function fit(a: Shared, b: Shared, resources: Resource[]): boolean {
	const shown = new Set([...a.operations, ...b.operations]);
	return resources
		.filter(({ name }) => [...a.resources, ...b.resources].includes(name))
		.flatMap(({ operations }) => operations)
		.filter(({ option }) => shown.has(option.value))
		.every(({ fields }) => fields.length > 0 && isSame(fields[0], a.field));
}

function join(into: Shared, { resources, operations, following }: Shared) {
	into.resources.push(...resources);
	into.operations.push(...operations.filter((name) => !into.operations.includes(name)));
	into.following.push(...following);
}

/** Each field before those that follow it: the order in every operation. */
const inOrder = (level: Shared[]): Shared[] =>
	level.flatMap((shared) => [shared, ...inOrder(shared.following)]);

const isSame = (a: INodeProperties, b: INodeProperties) => JSON.stringify(a) === JSON.stringify(b);
