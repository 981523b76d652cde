import type { IDataObject } from 'n8n-workflow';
import type { OperationContext } from '../../shared/operation/operationContext';
import type { Output } from '../../shared/operation/output';
import { withQr } from '../qr/withQr';

/** LoginSession (docs/beeper-api.md §4); fields that a type of step does not have are absent. */
export interface LoginSession extends IDataObject {
	bridgeID: string;
	loginSessionID: string;
	status: string;
	currentStep?: LoginStep;
	error?: { code?: string; message?: string };
}

interface LoginStep extends IDataObject {
	type: string;
	stepID?: string;
	display?: { type: string; data?: string; imageURL?: string };
}

/**
 * A login session as one output: flat, with the same fields at every step (a cookies step adds some), and a picture
 * if there is a QR code. Without 'Simplify' the API's response is in `session` as well.
 */
export async function sessionOutput(
	context: OperationContext,
	session: LoginSession,
): Promise<Output> {
	const flat = simplifiedSession(session);
	const json = context.parameter('simplify', true) ? flat : { ...flat, session };
	return await withQr(context, json, flat.qrData as string | null, 'beeper-login-qr');
}

function simplifiedSession(session: LoginSession): IDataObject {
	const { bridgeID, loginSessionID, status, currentStep, error } = session;
	const { display, ...step } = currentStep ?? ({} as Partial<LoginStep>);
	return {
		bridgeID,
		loginSessionID,
		status,
		isComplete: status === 'complete',
		isWaiting: currentStep?.type === 'display_and_wait',
		stepID: step.stepID ?? null,
		stepType: step.type ?? null,
		instructions: step.instructions ?? null,
		fields: step.fields ?? [],
		qrData: display?.type === 'qr' ? (display.data ?? null) : null,
		code: display?.type === 'code' ? (display.data ?? null) : null,
		imageURL: display?.imageURL ?? null,
		...(step.type === 'cookies' && cookieHints(step)),
		accountID: session.accountID ?? idIn(session.account, 'accountID'),
		loginID: session.loginID ?? idIn(session.login ?? session.connection, 'loginID'),
		errorMessage: error?.message ?? error?.code ?? null,
	};
}

/** What a person needs to sign in in a browser and copy the cookies. */
function cookieHints({ url, expectedFinalURLRegex, extractJS, userAgent }: IDataObject) {
	return {
		url: url ?? null,
		expectedFinalURLRegex: expectedFinalURLRegex ?? null,
		extractJS: extractJS ?? null,
		userAgent: userAgent ?? null,
	};
}

/** Throws if the sign-in failed, which Beeper reports with HTTP 200 (docs/beeper-api.md §4). */
export function refuseFailed(context: OperationContext, session: LoginSession): LoginSession {
	const { status, error } = session;
	if (status !== 'failed') return session;
	const why = error?.message ?? error?.code;
	throw context.apiError(
		'The network did not accept the login',
		`${why ? `Beeper says: "${why}". ` : ''}This login session has ended. Begin again with Login Session → Create.`,
		200,
	);
}

function idIn(part: unknown, name: string): string | null {
	const id = (part as IDataObject | undefined)?.[name];
	return typeof id === 'string' ? id : null;
}
