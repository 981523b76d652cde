import type { Field } from './endpoints.mts';

export type Schema = {
	type?: string | string[];
	properties?: Record<string, Schema>;
	required?: string[];
	additionalProperties?: boolean | Schema;
	items?: Schema;
	[keyword: string]: unknown;
};

const size: Schema = {
	type: 'object',
	properties: { width: { type: 'number' }, height: { type: 'number' } },
	required: ['width', 'height'],
	additionalProperties: false,
};

const draftAttachment: Schema = {
	type: 'object',
	properties: {
		uploadID: { type: 'string' },
		id: { type: 'string' },
		mimeType: { type: 'string' },
		fileName: { type: 'string' },
		size,
		duration: { type: 'number' },
		type: {
			type: 'string',
			enum: ['image', 'video', 'audio', 'file', 'gif', 'voice-note', 'sticker'],
		},
	},
	required: ['uploadID'],
	additionalProperties: false,
};

/** Types that the reference writes as prose. */
const written: Record<string, Schema> = {
	'{width:number,height:number}': size,
	'true (literal)': { const: true },
	'date-time': { type: 'string', format: 'date-time' },
	'map<fieldID,string>': { type: 'object', additionalProperties: { type: 'string' } },
	binary: {},
};

/** The JSON Schema of one query or body: its fields, dotted names nested, nothing else allowed. */
export function schemaOf(fields: Field[]): Schema {
	const root = emptyObject();
	for (const field of fields) {
		const path = field.name.split('.');
		const name = path[path.length - 1];
		// A draft without text is refused (notes of PATCH chat), though its entry is not marked.
		const required = field.required || field.name === 'draft.text';
		const parent = path.slice(0, -1).reduce((at, step) => at.properties![step], root);
		parent.properties![name] = fieldSchema(field);
		if (required) parent.required!.push(name);
	}
	return root;
}

function fieldSchema(field: Field): Schema {
	if (written[field.type]) return { ...written[field.type] };
	if (field.type.startsWith('map<id,')) {
		return { type: 'object', additionalProperties: draftAttachment };
	}
	const [type, ...alternatives] = field.type.replace(/ \(.*\)$/, '').split('|');
	const orNull = alternatives.includes('null');
	if (type === 'object') {
		const object = emptyObject();
		return orNull ? { ...object, type: ['object', 'null'] } : object;
	}
	if (type.endsWith('[]')) {
		const items = { type: type.slice(0, -2), ...limitsOf({ ...field, minItems: undefined }) };
		return { type: 'array', items, ...(field.minItems ? { minItems: field.minItems } : {}) };
	}
	return { type: orNull ? [type, 'null'] : type, ...limitsOf(field) };
}

function limitsOf(field: Field): Schema {
	const limits = {
		enum: field.enum,
		minimum: field.min,
		maximum: field.max,
		minLength: field.minLength,
		maxLength: field.maxLength,
	};
	return Object.fromEntries(Object.entries(limits).filter(([, value]) => value !== undefined));
}

function emptyObject(): Schema {
	return { type: 'object', properties: {}, required: [], additionalProperties: false };
}
