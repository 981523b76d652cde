import { signIn } from '../../actions/setup.mts';
import { middle } from '../../generation.mts';
import { json } from '../../http/answer.mts';
import { invalidField } from '../../http/refusal.mts';
import { route } from '../../http/route.mts';
import { tag } from '../../state/ids.mts';
import { setupRequestOf, type RequestBody } from './request.mts';

/** Exactly these texts, by the newer SDKs' types. */
const copy = {
	title: 'Choose your username',
	usernamePlaceholder: 'Username',
	submit: 'Continue',
	terms: 'By continuing, you agree to the Terms of Use and acknowledge the Privacy Policy.',
};

/** POST /v1/app/setup/response: public; signs in, or asks a new person to register. */
export const response = route<RequestBody & { response: string }>({
	endpoint: 'POST /v1/app/setup/response',
	since: middle,
	handle: ({ body }, inside) => {
		const { generation, setup, world } = inside;
		const [id, request] = setupRequestOf(inside, body);
		if (request.code === undefined || body.response !== request.code) {
			throw invalidField(['body', 'response'], 'Wrong code', 'invalid_code');
		}
		const { email = '' } = request;
		delete request.code;
		const userID = setup.people.get(email);
		if (userID) return json(signIn(inside, userID));
		request.leadToken = `lead_${tag(world)}`;
		const [name] = email.split('@');
		const usernameSuggestions = [name, `${name}1`].map((one) => one.replaceAll(/[^a-z0-9]/g, ''));
		return json({
			registrationRequired: true,
			copy,
			leadToken: request.leadToken,
			[generation.setupRequestKey]: id,
			usernameSuggestions,
		});
	},
});
