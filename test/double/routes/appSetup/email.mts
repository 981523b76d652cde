import { mailCode } from '../../actions/setup.mts';
import { middle } from '../../generation.mts';
import { empty } from '../../http/answer.mts';
import { invalidField } from '../../http/refusal.mts';
import { route } from '../../http/route.mts';
import { setupRequestOf, type RequestBody } from './request.mts';

/** POST /v1/app/setup/email: public; mails a code. */
export const email = route<RequestBody & { email: string }>({
	endpoint: 'POST /v1/app/setup/email',
	since: middle,
	handle: ({ body }, inside) => {
		const [id, request] = setupRequestOf(inside, body);
		if (!/^\S+@\S+\.\S+$/.test(body.email)) {
			throw invalidField(['body', 'email'], 'Not an e-mail address', 'invalid_string');
		}
		request.email = body.email.toLowerCase();
		mailCode(inside, id, request);
		return empty(inside.settings.setupEmailStatus);
	},
});
