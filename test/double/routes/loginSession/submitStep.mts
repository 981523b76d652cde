import { answer } from '../../actions/login.mts';
import { middle } from '../../generation.mts';
import { invalid, invalidField, notFound, unprocessable } from '../../http/refusal.mts';
import { route } from '../../http/route.mts';
import { issuesWith, type Answers } from '../../state/loginAnswers.mts';
import { isOver, loginSessionOf } from '../../state/loginSessions.mts';
import { hold } from './hold.mts';
import { shown } from './shown.mts';

type Body = Answers & {
	type: 'user_input' | 'cookies' | 'display_and_wait';
	source?: 'api' | 'webview' | 'browser_extension';
};

/** POST …/login-sessions/{loginSessionID}/steps/{stepID}: long for `display_and_wait`. */
export const submitStep = route<Body>({
	endpoint: 'POST /v1/bridges/{bridgeID}/login-sessions/{loginSessionID}/steps/{stepID}',
	since: middle,
	handle: async ({ params, body, request }, inside) => {
		const record = loginSessionOf(inside.world, params.bridgeID, params.loginSessionID);
		const { step, flow, at } = record;
		const wasShown = flow.steps
			.slice(0, step ? at : at + 1)
			.some(({ type, stepID }) => type === 'display_and_wait' && stepID === params.stepID);
		// What happened on the phone while no request was held is told to the next one.
		if (body.type === 'display_and_wait' && wasShown) return shown(inside, record);
		if (!step || isOver(record)) throw unprocessable(`The login session is ${record.status}`);
		if (step.stepID !== params.stepID) throw notFound(`Step ${params.stepID}`);
		if (step.type !== body.type) {
			throw invalidField(['body', 'type'], `The current step is ${step.type}`, 'invalid_literal');
		}
		if (step.type === 'display_and_wait') {
			await hold(inside, record, request.socket);
			return shown(inside, record);
		}
		const issues = issuesWith(step, body);
		if (issues.length > 0) throw invalid(issues);
		answer(inside, record, body.fields ?? {});
		return shown(inside, record);
	},
});
