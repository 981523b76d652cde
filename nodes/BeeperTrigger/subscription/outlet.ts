import type { Outcome } from '../../Beeper/shared/outcome';
import type { Happening } from '../../Beeper/live/happening';
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
