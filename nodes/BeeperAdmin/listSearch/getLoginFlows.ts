import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { listRequest } from '../../shared/listSearch/listRequest';
import { chosenBridge } from './chosenBridge';
import { matching } from './matching';
import { objectsIn } from '../../shared/values/list';

interface LoginFlow {
	id: string;
	name?: string;
	description?: string;
}

/** The ways to sign in to the chosen bridge whose name or description contains `filter`. */
export async function getLoginFlows(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const url = `${chosenBridge(this, 'ways to sign in')}/login-flows`;
	const { items } = await listRequest<{ items: unknown }>(this, url);
	const entries = (objectsIn(items) as unknown as LoginFlow[]).map(
		({ id, name = id, description }) => ({
			name: description ? `${name} · ${description}` : name,
			value: id,
		}),
	);
	return matching(entries, filter);
}
