import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { listRequest } from '../../shared/listSearch/listRequest';
import { matchesSearch } from '../../shared/values/matchesSearch';
import { objectsIn } from '../../shared/values/list';

/** The labels in whose name every word of `filter` occurs, in Beeper's order (by name). */
export async function getLabels(
	this: ILoadOptionsFunctions,
	filter = '',
): Promise<INodeListSearchResult> {
	const labels = objectsIn(await listRequest(this, '/v1/labels'));
	const results = labels
		.map(({ id, name }) => ({ name: String(name), value: String(id) }))
		.filter(({ name }) => matchesSearch(name, filter));
	return { results };
}
