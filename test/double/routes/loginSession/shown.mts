import { json, type Answer } from '../../http/answer.mts';
import type { Inside } from '../../inside.mts';
import { loginSessionOnWire, type LoginRecord } from '../../state/loginSessions.mts';

/** The session as it is now; the client knows this state from here on. */
export function shown(inside: Inside, record: LoginRecord): Answer {
	record.shown = record.changes;
	return json(loginSessionOnWire(inside, record));
}
