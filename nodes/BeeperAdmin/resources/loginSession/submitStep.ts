import type { IDataObject } from 'n8n-workflow';
import { simplify } from '../../../shared/fields/simplify';
import type { Call } from '../../../shared/operation/operationContext';
import type { Operation } from '../../../shared/operation/operation';
import type { Output } from '../../../shared/operation/output';
import { AFTER_4_2_808 } from '../../../shared/api/version';
import { bridgeID } from '../../fields/bridgeID';
import { loginSessionID } from '../../fields/loginSessionID';
import { stepInput } from '../../fields/stepInput';
import { stepOptions } from '../../fields/stepOptions';
import { awaitDisplay } from '../../login/awaitDisplay';
import { discreet } from '../../login/redactSecrets';
import { refuseFailed, sessionOutput, type LoginSession } from '../../output/loginSession';
import { stepFields } from '../../login/stepFields';

/** POST /v1/bridges/{bridgeID}/login-sessions/{loginSessionID}/steps/{stepID}, `client.bridges.loginSessions.steps.submit` */
export const submitStep: Operation = {
	option: {
		name: 'Submit Step',
		value: 'submitStep',
		action: 'Submit login session step',
		description:
			'Answer the current step of a sign-in, or wait until its QR code is scanned; gives the next step',
		routing: {
			request: {
				method: 'POST',
				url: '/v1/bridges/{bridgeID}/login-sessions/{loginSessionID}/steps/{stepID}',
			},
		},
	},
	since: AFTER_4_2_808,
	uncertain: 'The step may have been submitted',
	fields: [bridgeID, loginSessionID, ...stepInput, simplify, stepOptions],
	perform: submit,
};

async function submit(call: Call): Promise<Output> {
	const body = call.request.body as IDataObject;
	if (body.type === 'display_and_wait') {
		const seconds = call.parameter<number>('options.timeout', 120);
		const session = await awaitDisplay(call, call.request, seconds);
		return await sessionOutput(call, refuseFailed(call, session));
	}
	const fields = stepFields(call);
	return await discreet(Object.values(fields), async () => {
		const answer = await call.send({ ...call.request, body: { ...body, fields } });
		return await sessionOutput(call, refuseFailed(call, answer.body as LoginSession));
	});
}
