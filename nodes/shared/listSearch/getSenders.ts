import type { IDataObject, ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { listPage } from './listRequest';
import { matchesSearch } from '../values/matchesSearch';
import { objectsIn } from '../values/list';

interface Person {
	id: string;
	fullName?: string;
	username?: string;
	isSelf?: boolean;
}

/** The senders to choose from: all others, me, or a person of the last active chats. */
export async function getSenders(
	this: ILoadOptionsFunctions,
	filter = '',
): Promise<INodeListSearchResult> {
	const { items } = await listPage(this, '/v1/chats/search', { limit: 200 });
	const people = new Map<string, string>();
	for (const { participants, network } of items) {
		const present = objectsIn(
			(participants as IDataObject | undefined)?.items,
		) as unknown as Person[];
		for (const { id, fullName, username, isSelf } of present) {
			if (!isSelf) people.set(id, `${fullName ?? username ?? id} · ${String(network ?? 'direct')}`);
		}
	}
	const found = [...people].map(([value, name]) => ({ name, value }));
	const all = [
		{ name: 'All Others', value: 'others' },
		{ name: 'Me', value: 'me' },
		...found.sort((a, b) => a.name.localeCompare(b.name, undefined, { numeric: true })),
	];
	return { results: all.filter(({ name }) => matchesSearch(name, filter)) };
}
