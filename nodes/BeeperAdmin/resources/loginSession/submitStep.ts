import type { IDataObject } from 'n8n-workflow';
import { simplify } from '../../../shared/fields/simplify';
import type { OperationContext } from '../../../shared/operation/operationContext';
import type { Operation } from '../../../shared/operation/operation';
import type { Output } from '../../../shared/operation/output';
import { bridgeID } from '../../fields/bridgeID';
import { loginSessionID } from '../../fields/loginSessionID';
import { stepInput } from '../../fields/stepInput';
import { stepOptions } from '../../fields/stepOptions';
import { awaitDisplay } from '../../login/awaitDisplay';
import { redactSecrets } from '../../login/redactSecrets';
import { refuseFailed, sessionOutput, type LoginSession } from '../../output/loginSession';
import { stepFields } from '../../login/stepFields';

/**
 * POST /v1/bridges/{bridgeID}/login-sessions/{loginSessionID}/steps/{stepID},
 * `client.bridges.loginSessions.steps.submit` of newer clients
 */
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
	uncertain: 'The step may have been submitted',
	fields: [bridgeID, loginSessionID, ...stepInput, simplify, stepOptions],
	perform: submit,
};

async function submit(context: OperationContext): Promise<Output> {
	const body = context.request.body as IDataObject;
	if (body.type === 'display_and_wait') {
		const seconds = context.parameter<number>('options.timeout', 120);
		const session = await awaitDisplay(context, context.request, seconds);
		return await sessionOutput(context, refuseFailed(context, session));
	}
	const fields = stepFields(context);
	return await redactSecrets(Object.values(fields), async () => {
		const response = await context.send({ ...context.request, body: { ...body, fields } });
		return await sessionOutput(context, refuseFailed(context, response.body as LoginSession));
	});
}
