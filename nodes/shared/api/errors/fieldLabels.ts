import type { INodeProperties } from 'n8n-workflow';

/** Parameter name → the label that the node shows, options of collections included. */
export function labelsOf(fields: INodeProperties[]): Record<string, string> {
	const all = fields.flatMap((field) => [field, ...optionsOf(field)]);
	return Object.fromEntries(all.map(({ name, displayName }) => [name, displayName]));
}

interface Labelled {
	name: string;
	displayName: string;
}

function optionsOf({ options = [] }: INodeProperties): Labelled[] {
	return (options as Array<Partial<Labelled>>).filter(
		(option): option is Labelled => option.displayName !== undefined,
	);
}

/**
 * Labels of the fields that say what a request is about: those in its path, else all required IDs and addresses.
 * Fields hidden by the other parameters are left out: there is nothing to check.
 */
export function subjectLabels(
	url: string,
	fields: INodeProperties[],
	parameter: (name: string) => unknown,
): string[] {
	const labels = labelsOf(fields);
	const inPath = [...url.matchAll(/\{(\w+)\}/g)].map(([, name]) => labels[name] ?? name);
	const required = fields.filter(
		(field) => field.required && /IDs?$|^url$/.test(field.name) && isShown(field, parameter),
	);
	return inPath.length > 0 ? inPath : required.map(({ displayName }) => displayName);
}

function isShown(
	{ displayOptions }: INodeProperties,
	parameter: (name: string) => unknown,
): boolean {
	return Object.entries(displayOptions?.show ?? {}).every(
		([name, values]) => values?.some((value) => value === parameter(name)) ?? true,
	);
}
