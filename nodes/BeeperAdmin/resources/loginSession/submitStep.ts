import type { IDataObject } from 'n8n-workflow';
import { simplify } from '../../../Beeper/fields/simplify';
import type { Call } from '../../../Beeper/shared/call';
import type { Operation } from '../../../Beeper/shared/operation';
import type { Output } from '../../../Beeper/shared/output';
import { AFTER_4_2_808 } from '../../../Beeper/shared/version';
import { bridgeID } from '../../fields/bridgeID';
import { loginSessionID } from '../../fields/loginSessionID';
import { stepInput } from '../../fields/stepInput';
import { stepOptions } from '../../fields/stepOptions';
import { awaitDisplay } from '../../shared/awaitDisplay';
import { discreet } from '../../shared/discreet';
import { refuseFailed, sessionOutput, type LoginSession } from '../../shared/session';
import { stepFields } from '../../shared/stepFields';

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
