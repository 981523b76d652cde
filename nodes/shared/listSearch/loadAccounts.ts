import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';
import { accountOptions } from './accountOptions';

/** The connected accounts, for fields that take several. */
export async function loadAccounts(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	return await accountOptions(this);
}
