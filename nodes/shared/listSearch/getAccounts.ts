import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { accountOptions } from './accountOptions';
import { matchesSearch } from '../values/matchesSearch';

/** The connected accounts whose name contains `filter`. */
export async function getAccounts(
	this: ILoadOptionsFunctions,
	filter = '',
): Promise<INodeListSearchResult> {
	const options = await accountOptions(this);
	const results = options.filter(({ name }) => matchesSearch(name, filter));
	return { results };
}
