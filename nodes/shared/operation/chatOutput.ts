import type { IDataObject } from 'n8n-workflow';
import type { OperationContext } from './operationContext';
import { simplifiedChat, simplifiedMessage } from '../model/simplified';

/**
 * A Chat, simplified or, without "Simplify", unchanged. `asked` fills in what older versions of Beeper leave out of a
 * simplified one: before 4.2.808 the response to a new chat is only its ID.
 */
export function chatOutput(
	context: OperationContext,
	chat: unknown,
	asked: IDataObject = {},
): IDataObject {
	const answer = chat as IDataObject;
	return context.parameter('simplify', true) ? simplifiedChat({ ...asked, ...answer }) : answer;
}

/** A Message, simplified or, without "Simplify", unchanged. */
export function messageOutput(context: OperationContext, message: unknown): IDataObject {
	const answer = message as IDataObject;
	return context.parameter('simplify', true) ? simplifiedMessage(answer) : answer;
}
