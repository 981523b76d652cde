import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { ask } from '../shared/ask';
import type { Page } from '../shared/paginate';

interface Person {
	id: string;
	fullName?: string;
	username?: string;
	isSelf?: boolean;
}

/** Who may have written a message: me, all others, or a person of the chats found by `filter`. */
export async function getSenders(
	this: ILoadOptionsFunctions,
	filter = '',
): Promise<INodeListSearchResult> {
	const fixed = [
		{ name: 'All Others', value: 'others' },
		{ name: 'Me', value: 'me' },
	];
	const { items } = await ask<Page>(this, '/v1/chats/search', {
		query: filter,
		scope: filter ? 'participants' : undefined,
		limit: 50,
	});
	const people = new Map<string, string>();
	for (const { participants, network } of items) {
		for (const { id, fullName, username, isSelf } of (participants as { items?: Person[] })
			?.items ?? []) {
			if (!isSelf) people.set(id, `${fullName ?? username ?? id} (${String(network ?? 'direct')})`);
		}
	}
	const found = [...people].map(([value, name]) => ({ name, value }));
	const isFound = ({ name }: { name: string }) => name.toLowerCase().includes(filter.toLowerCase());
	return {
		results: [...fixed, ...found.sort((a, b) => a.name.localeCompare(b.name))].filter(isFound),
	};
}
