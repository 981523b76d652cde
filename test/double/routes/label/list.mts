import { newest } from '../../generation.mts';
import { json } from '../../http/answer.mts';
import { route } from '../../http/route.mts';

/** GET /v1/labels: a bare array, sorted by name. */
export const list = route({
	endpoint: 'GET /v1/labels',
	since: newest,
	handle: (_call, { world }) =>
		json([...world.labels].sort((left, right) => left.name.localeCompare(right.name))),
});
