import type { Admin, Params } from './admin.mts';
import { raw } from './raw.mts';

const sessions = '/v1/bridges/{bridgeID}/login-sessions';

/** The operations on login sessions. */
export const create = `POST ${sessions}`;
export const retrieve = `GET ${sessions}/{loginSessionID}`;
export const cancel = `DELETE ${sessions}/{loginSessionID}`;
export const submit = `POST ${sessions}/{loginSessionID}/steps/{stepID}`;

/** The body of a long request. */
export const wait = { type: 'display_and_wait' };

export type Step = Params & { bridgeID: string; loginSessionID: string; stepID: string };

/** A new login session, at its first step. */
export async function begin({ good }: Admin, bridgeID: string, body: object = {}): Promise<Step> {
	const { loginSessionID, currentStep } = await good(create, { bridgeID }, body);
	return { bridgeID, loginSessionID, stepID: currentStep.stepID };
}

/** A long request that has arrived; the answer may take as long as it wants. */
export async function held({ desktop, good }: Admin, step: Step) {
	const answer = good(submit, step, wait);
	// Whoever never looks at it must not end the process when it is cut.
	answer.catch(() => {});
	const isIt = ({ body }: { body: unknown }) => JSON.stringify(body) === JSON.stringify(wait);
	await desktop.waitForRequest(submit, isIt, { at: 'arrived' });
	return { answer };
}

/** The accounts there are, by ID. */
export async function accountIDs({ desktop }: Admin): Promise<string[]> {
	const { json } = await raw(desktop, { path: '/v1/accounts' });
	return json.map(({ accountID }: { accountID: string }) => accountID);
}
