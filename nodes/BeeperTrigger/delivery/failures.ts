import type { ITriggerFunctions } from 'n8n-workflow';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import { errorText, failedRead } from '../../shared/api/errors/errorText';
import type { HttpResult } from '../../shared/api/httpResult';
import { logger } from '../log';
import type { TriggerOutput } from './triggerOutput';

/** The error for a request of the trigger that failed: title and remedy. */
export function failureOf(
	context: ITriggerFunctions,
	result: HttpResult,
	baseUrl: string,
): NodeApiError {
	const { message, description } = errorText(result, failedRead(baseUrl));
	const httpCode = result.status === undefined ? undefined : String(result.status);
	return new NodeApiError(context.getNode(), {}, { message, description, httpCode });
}

/** Failed executions, which error workflows see, while the workflow stays active; and the log. */
export function failureHandlers(
	context: ITriggerFunctions,
): Pick<TriggerOutput, 'saveFailed' | 'onUnauthorized' | 'onError' | 'log'> {
	const log = logger(context);
	const save = (error: NodeApiError | NodeOperationError) => {
		try {
			context.saveFailedExecution(error);
		} catch {
			// n8n's database is away: then the log has to do.
			log({ type: 'failed', why: error.message });
		}
	};
	return {
		saveFailed: (title, description) =>
			save(new NodeOperationError(context.getNode(), title, { description })),
		onUnauthorized: (result, baseUrl) => save(failureOf(context, result, baseUrl)),
		onError: (error) => save(new NodeOperationError(context.getNode(), error)),
		log,
	};
}
