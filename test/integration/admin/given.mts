import type { INode, INodeParameters } from 'n8n-workflow';
import type { Desktop } from '../../double/driver.mts';
import { runWorkflow, type RunOptions } from '../../engine/index.mts';
import { byID, credentialFor, workflowOf } from '../given.mts';

export const ADMIN = 'n8n-nodes-beeper.beeperAdmin';

export const STEP =
	'POST /v1/bridges/{bridgeID}/login-sessions/{loginSessionID}/steps/{stepID}' as const;
export const SESSION = 'GET /v1/bridges/{bridgeID}/login-sessions/{loginSessionID}' as const;

/** Runs one Beeper Admin node, called "Beeper", over items, against the stand-in. */
export async function runAdmin(
	desktop: Pick<Desktop, 'url' | 'token'>,
	parameters: INodeParameters,
	{ node, ...options }: RunOptions & { node?: Partial<INode> } = {},
) {
	return await runWorkflow(workflowOf(parameters, { type: ADMIN, ...node }), {
		credentials: credentialFor(desktop),
		...options,
	});
}

/** A login session that was begun on a bridge, as the node gives it. */
export async function begin(desktop: Desktop, bridgeID: string, options: INodeParameters = {}) {
	const parameters = { resource: 'loginSession', operation: 'create', bridgeID: byID(bridgeID) };
	const result = await runAdmin(desktop, { ...parameters, options });
	expect(result.error).toBeUndefined();
	return result.items('Beeper')[0];
}

/** The parameters that submit the current step of a login session. */
export const submit = (session: object, more: INodeParameters): INodeParameters => {
	const { bridgeID, loginSessionID, stepID } = session as Record<string, string>;
	const ids = { bridgeID: byID(bridgeID), loginSessionID, stepID };
	return { resource: 'loginSession', operation: 'submitStep', ...ids, ...more };
};

/** The routes of all requests so far, in order. */
export const routes = ({ requests }: Pick<Desktop, 'requests'>) =>
	requests.map(({ route, method, url }) => route ?? `${method} ${url}`);
