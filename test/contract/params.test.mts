import { generationOf, newest } from '../double/generation.mts';
import { endpointOf } from '../double/reference/endpoints.mts';
import { rulesFor } from '../double/reference/requests.mts';
import { schemaOf as fieldsSchema } from '../double/reference/schema.mts';
import { calls } from './calls/index.mts';
import { differences } from './compare.mts';
import { schemaOf } from './schemas.mts';

/** Where the reference knows more than the package: newer apps, or another way to write it. */
const known: Record<string, string[]> = {
	'chats.list': ['+limit'],
	'chats.search': ['+labelID'],
	// Draft attachments are written as a map in both, which the comparison does not enter.
	'chats.update': [],
};

const withParams = Object.entries(calls).filter(([, { params }]) => params);

describe('what the reference lets a request hold is what the official types say', () => {
	test.each(withParams)('%s', (name, { endpoint, params = '' }) => {
		const { querySchema, bodySchema } = rulesFor(endpoint, generationOf(newest), false);
		const path = fieldsSchema(endpointOf(endpoint).pathParams);
		const type = schemaOf(params);
		// Path parameters that the client takes as arguments of their own are not in its types.
		const own = Object.entries(path.properties ?? {}).filter(([key]) => type.properties?.[key]);
		const inPath = Object.fromEntries(own);
		const reference = {
			properties: { ...inPath, ...querySchema.properties, ...bodySchema.properties },
			required: [
				...Object.keys(inPath),
				...(querySchema.required ?? []),
				...(bodySchema.required ?? []),
			],
		};
		const found = differences(type, reference, type.definitions ?? {});
		expect(found).toEqual(known[name] ?? []);
	});
});
