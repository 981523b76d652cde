import type { HttpResult } from '../../shared/api/httpResult';
import type { StatusEvent } from '../../shared/live/statusEvent';
import type { Delivery } from './delivery';

/** Where a trigger's items, errors and log lines go. A test run waits for no executions. */
export interface TriggerOutput {
	emit: Delivery['emit'];
	room?: Delivery['room'];
	isBusy?: () => boolean;
	quiet?: Delivery['quiet'];
	runningIn?: Delivery['runningIn'];
	saveFailed(title: string, description: string): void;
	onUnauthorized(result: HttpResult, baseUrl: string): void;
	onError(error: Error): void;
	log(event: StatusEvent): void;
}
