import type { INodeProperties, INodePropertyCollection, INodePropertyOptions } from 'n8n-workflow';
import { code, plain, sentences } from './markdown.mts';

/** One field for the table, its texts in Markdown. */
export interface FieldRow {
	label: string;
	name: string;
	isRequired: boolean;
	kind: string;
	initially: string;
	description: string;
}

interface Place {
	labels: string[];
	name: string;
}

const SILENT = ['notice', 'hidden', 'callout'];

/** The fields of an operation, each nested one below the one that holds it. */
export function rowsOf(fields: INodeProperties[], place?: Place): FieldRow[] {
	return fields
		.filter(({ type }) => !SILENT.includes(type))
		.flatMap((field) => {
			const labels = [...(place?.labels ?? []), field.displayName];
			const name = `${place?.name ?? ''}${field.name}`;
			const nested = nestedIn(field, { labels, name });
			// "Options" and the like say nothing themselves.
			if (field.type === 'collection') return nested;
			const row = {
				label: labels.map(plain).join(' → '),
				name: code(name),
				isRequired: field.required === true,
				kind: kindOf(field),
				initially: initialValue(field),
				description: sentences([
					plain(field.description ?? field.hint ?? ''),
					choices(field),
					condition(field, fields),
				]),
			};
			return [row, ...nested];
		});
}

function nestedIn(field: INodeProperties, { labels, name }: Place): FieldRow[] {
	const options = field.options ?? [];
	if (field.type === 'collection') {
		return rowsOf(options as INodeProperties[], { labels, name: `${name}.` });
	}
	if (field.type !== 'fixedCollection') return [];
	const groups = options as INodePropertyCollection[];
	const many = field.typeOptions?.multipleValues ? '[]' : '';
	return groups.flatMap((group) =>
		rowsOf(group.values, {
			labels: groups.length > 1 ? [...labels, group.displayName] : labels,
			name: `${name}.${group.name}${many}.`,
		}),
	);
}

function kindOf({ type, typeOptions, modes = [] }: INodeProperties): string {
	const kinds: Partial<Record<INodeProperties['type'], string>> = {
		boolean: 'on or off',
		dateTime: 'date and time',
		fixedCollection: typeOptions?.multipleValues ? 'list' : 'group',
		json: 'JSON',
		multiOptions: 'several choices',
		options: 'one choice',
		resourceLocator: plain(modes.map(({ displayName }) => displayName).join(' or ')),
		string: typeOptions?.password ? 'secret text' : 'text',
	};
	return kinds[type] ?? type;
}

function initialValue(field: INodeProperties): string {
	const initial: unknown = field.default;
	if (field.type === 'fixedCollection' || field.type === 'collection') return '';
	if (field.type === 'boolean') return initial ? 'on' : 'off';
	const isLocator = field.type === 'resourceLocator';
	const value = isLocator ? (initial as { value?: unknown } | undefined)?.value : initial;
	if (value === undefined || value === null || value === '') return '';
	if (Array.isArray(value)) return value.map((one) => shown(field, one)).join(', ');
	return shown(field, value);
}

/** A value of a field as the editor shows it. */
function shown(field: INodeProperties | undefined, value: unknown): string {
	if (field?.type === 'boolean') return value ? 'on' : 'off';
	const options = (field?.type === 'options' && field.options) || [];
	const option = (options as INodePropertyOptions[]).find((one) => one.value === value);
	if (option) return plain(option.name);
	return code(typeof value === 'object' ? JSON.stringify(value) : String(value));
}

function choices({ type, options }: INodeProperties): string {
	if ((type !== 'options' && type !== 'multiOptions') || !options?.length) return '';
	const named = (options as INodePropertyOptions[]).map(({ name, value, description }) =>
		[plain(name), code(String(value)), description && `(${plain(description)})`]
			.filter(Boolean)
			.join(' '),
	);
	return `Choices: ${named.join(', ')}`;
}

/** When a field is shown, by the other fields of the operation. */
function condition({ displayOptions }: INodeProperties, siblings: INodeProperties[]): string {
	const said = (rules: object | undefined, verb: string) =>
		Object.entries(rules ?? {})
			.filter(([name]) => !['resource', 'operation', '@version'].includes(name.replace(/^\//, '')))
			.map(([name, values]) => {
				const other = siblings.find((field) => field.name === name.replace(/^\//, ''));
				const wanted = [values].flat().map((value) => shown(other, value));
				return `${verb} *${plain(other?.displayName ?? name)}* is ${wanted.join(' or ')}`;
			});
	return sentences([
		...said(displayOptions?.show, 'Shown if'),
		...said(displayOptions?.hide, 'Hidden if'),
	]);
}
