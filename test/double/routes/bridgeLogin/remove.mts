import { leave } from '../../actions/leave.mts';
import { middle } from '../../generation.mts';
import { json } from '../../http/answer.mts';
import { invalidField } from '../../http/refusal.mts';
import { route } from '../../http/route.mts';
import { bridgeOf, loginOf } from '../../state/bridges.mts';
import type { RemoveScope } from '../../wire/bridges.mts';

/** POST /v1/bridges/{bridgeID}/logins/{loginID}/remove: its accounts go, with their chats. */
export const remove = route<{ scope: RemoveScope }>({
	endpoint: 'POST /v1/bridges/{bridgeID}/logins/{loginID}/remove',
	since: middle,
	handle: ({ params, body: { scope } }, inside) => {
		const bridge = bridgeOf(inside.world, params.bridgeID);
		const {
			loginID,
			removeScopes,
			accountIDs = [],
		} = loginOf(inside.world, bridge, params.loginID);
		if (!removeScopes.includes(scope)) {
			const allowed = removeScopes.join(', ') || 'none';
			const message = `This login can be removed from: ${allowed}`;
			throw invalidField(['body', 'scope'], message, 'invalid_enum_value');
		}
		for (const accountID of accountIDs) leave(inside, accountID);
		const affected = { affectedAccountIDs: accountIDs };
		return json({ bridgeID: bridge.id, loginID, scope, status: 'removed', ...affected });
	},
});
