import type { Outcome } from '../../shared/api/httpResult';
import type { Happening } from '../../shared/live/statusEvent';
import type { Delivery } from './delivery';

/** What a trigger does with what it is told. */
export interface Outlet {
	emit: Delivery['emit'];
	room?: Delivery['room'];
	isBusy?: () => boolean;
	quiet?: Delivery['quiet'];
	runningIn?: Delivery['runningIn'];
	saveFailed(title: string, description: string): void;
	onUnauthorized(outcome: Outcome, baseUrl: string): void;
	onError(error: Error): void;
	log(happening: Happening): void;
}
