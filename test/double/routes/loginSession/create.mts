import { begin } from '../../actions/login.mts';
import { middle } from '../../generation.mts';
import { invalidField, notFound, unprocessable } from '../../http/refusal.mts';
import { route } from '../../http/route.mts';
import type { SeedBridge, SeedFlow } from '../../seed/seed.mts';
import { accountsOn, bridgeOf, loginIDOf, statusOf } from '../../state/bridges.mts';
import type { Account } from '../../wire/models.mts';
import { shown } from './shown.mts';

type Body = { accountID?: string; loginID?: string; flowID?: string };

/** POST /v1/bridges/{bridgeID}/login-sessions: adds an account, or brings one back. */
export const create = route<Body>({
	endpoint: 'POST /v1/bridges/{bridgeID}/login-sessions',
	since: middle,
	handle: ({ params, body }, inside) => {
		const bridge = bridgeOf(inside.world, params.bridgeID);
		const accounts = accountsOn(inside.world, bridge);
		const reconnects = meantAccount(accounts, body);
		needRoom(bridge, accounts.length, reconnects !== undefined);
		const record = begin(inside, bridge, meantFlow(bridge, body.flowID), reconnects);
		return shown(inside, record);
	},
});

function meantAccount(accounts: Account[], { accountID, loginID }: Body): Account | undefined {
	if (accountID === undefined && loginID === undefined) return undefined;
	const byID = accounts.find((one) => one.accountID === accountID);
	if (accountID !== undefined && !byID) throw notFound(`Account ${accountID}`);
	const byLogin = accounts.filter((one) => loginIDOf(one) === loginID);
	if (loginID !== undefined && byLogin.length === 0) throw notFound(`Login ${loginID}`);
	if (byID && loginID !== undefined && !byLogin.includes(byID)) {
		throw invalidField(['body', 'loginID'], 'Is not the login of this account');
	}
	return byID ?? byLogin[0];
}

function needRoom(bridge: SeedBridge, accounts: number, reconnects: boolean) {
	const { status, statusText } = statusOf(bridge, accounts);
	if (bridge.outage) throw unprocessable(statusText ?? status);
	if (bridge.flows.length === 0 && status !== 'limit_reached') {
		throw unprocessable(`${bridge.displayName} has no sign-in here`);
	}
	if (reconnects) return;
	if (status === 'limit_reached' || (accounts > 0 && !bridge.supportsMultipleAccounts)) {
		throw unprocessable(statusText ?? `${bridge.displayName} takes one account only`);
	}
}

function meantFlow({ flows, displayName }: SeedBridge, flowID: string | undefined): SeedFlow {
	const found = flowID === undefined ? flows[0] : flows.find(({ id }) => id === flowID);
	if (found) return found;
	if (flowID === undefined) throw unprocessable(`${displayName} has no sign-in here`);
	const ids = flows.map(({ id }) => id).join(', ');
	throw invalidField(['body', 'flowID'], `Login flows are: ${ids}`, 'invalid_enum_value');
}
