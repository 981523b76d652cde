import type { IDataObject } from 'n8n-workflow';
import type { OperationContext } from '../../shared/operation/operationContext';
import { simplifiedState } from './simplified';

/** The response `{ session, … }` of a setup step: unchanged or, with "Simplify", flat with the app's new state. */
export function stateAfter(context: OperationContext, body: unknown): IDataObject {
	const { session, ...given } = (body ?? {}) as { session?: IDataObject };
	return context.parameter('simplify', true)
		? { ...given, ...simplifiedState(session ?? {}) }
		: (body as IDataObject);
}
