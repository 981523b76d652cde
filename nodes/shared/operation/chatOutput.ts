import type { IDataObject } from 'n8n-workflow';
import type { OperationContext } from './operationContext';
import { simplifiedChat, simplifiedMessage } from '../model/simplified';

/**
 * A Chat as "Simplify" wants it. `asked` fills what an older Beeper does not answer (before 4.2.808 a new
 * chat is only an ID); without "Simplify" the answer stays untouched.
 */
export function chatOutput(
	context: OperationContext,
	chat: unknown,
	asked: IDataObject = {},
): IDataObject {
	const answer = chat as IDataObject;
	return context.parameter('simplify', true) ? simplifiedChat({ ...asked, ...answer }) : answer;
}

/** A Message as "Simplify" wants it. */
export function messageOutput(context: OperationContext, message: unknown): IDataObject {
	const answer = message as IDataObject;
	return context.parameter('simplify', true) ? simplifiedMessage(answer) : answer;
}
