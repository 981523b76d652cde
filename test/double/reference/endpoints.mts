import { readFileSync } from 'node:fs';
import { legacy } from './legacy.mts';
import { earlier } from './renamed.mts';

export type Field = {
	name: string;
	type: string;
	required: boolean;
	enum?: string[];
	default?: unknown;
	min?: number;
	max?: number;
	minLength?: number;
	maxLength?: number;
	minItems?: number;
	notes?: string;
};

export type Endpoint = {
	method: string;
	path: string;
	auth: string;
	pathParams: Field[];
	query: Field[];
	body: Field[];
	bodyContentType: string | null;
	status: number | string;
	sdk?: string;
	since?: string;
};

const file = new URL('../../reference/endpoints.json', import.meta.url);
const list: Endpoint[] = JSON.parse(readFileSync(file, 'utf8'));

/** The whole reference by `METHOD /path/{template}`, and the names things had before. */
export const endpoints: ReadonlyMap<string, Endpoint> = new Map(
	[...list, ...legacy, ...list.flatMap(earlier)].map((endpoint) => [
		`${endpoint.method} ${endpoint.path}`,
		endpoint,
	]),
);

/** The reference's entry for `METHOD /path/{template}`; throws where there is none. */
export function endpointOf(template: string): Endpoint {
	const endpoint = endpoints.get(template);
	if (!endpoint) {
		throw new Error(`"${template}" is not in test/reference/endpoints.json`);
	}
	return endpoint;
}
