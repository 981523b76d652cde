import type { IDataObject } from 'n8n-workflow';
import { CHAT_REQUEST } from '../api/request';
import type { OperationContext } from './operationContext';

/** The Chat that the item's parameter `chatID` names, without its participants. */
export async function getChat(context: OperationContext): Promise<IDataObject> {
	return (await context.send(CHAT_REQUEST)).body as IDataObject;
}
