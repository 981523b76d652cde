import type { IDataObject } from 'n8n-workflow';
import type { OperationContext } from '../../shared/operation/operationContext';
import { simplifiedState } from './simplified';

/** The answer `{ session, … }` of a setup step as one output: what it gives, and the state it led to. */
export function stateAfter(context: OperationContext, body: unknown): IDataObject {
	const { session, ...given } = (body ?? {}) as { session?: IDataObject };
	return context.parameter('simplify', true)
		? { ...given, ...simplifiedState(session ?? {}) }
		: (body as IDataObject);
}
