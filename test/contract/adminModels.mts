import { Ajv } from 'ajv';
import { middle } from '../double/generation.mts';
import { bridge, bridgeLogin, capabilities, scope, loginSession } from './bridgeShapes.mts';
import { verification, matrixLogin, session, copy, desktopAPI } from './setupShapes.mts';
import { type Shape, text, list, any, object, constant } from './shapes.mts';

/** What each operation answers with, by its newest name; null for nothing. */
function answers(version: string): Record<string, Shape | null> {
	const isMiddle = version === middle;
	const requestKey = isMiddle ? 'request' : 'setupRequestID';
	const login = loginSession(isMiddle ? 'connection' : 'login');
	const signedIn = object({
		matrix: object({ accessToken: text, ...matrixLogin }),
		session,
		...(isMiddle ? { desktopAPI } : {}),
	});
	const registration = object(
		{ registrationRequired: constant(true), copy, leadToken: text, [requestKey]: text },
		{ usernameSuggestions: list(text) },
	);
	const verified = object({ session }, { verification });
	const bridgePath = '/v1/bridges/{bridgeID}';
	const sessions = `${bridgePath}/login-sessions`;
	const setup = '/v1/app/setup';
	const key = `${setup}/verification/recovery-key`;
	const one = `${setup}/verifications/{verificationID}`;
	return {
		'GET /v1/bridges': object({ items: list(bridge) }),
		[`GET ${bridgePath}`]: bridge,
		[`GET ${bridgePath}/capabilities`]: capabilities,
		[`GET ${bridgePath}/login-flows`]: object({
			items: list(object({ id: text }, { name: text, description: text })),
		}),
		[`GET ${bridgePath}/logins`]: object({ items: list(bridgeLogin) }),
		[`GET ${bridgePath}/logins/{loginID}`]: bridgeLogin,
		[`POST ${bridgePath}/logins/{loginID}/remove`]: object(
			{ bridgeID: text, loginID: text, scope, status: constant('removed') },
			{ affectedAccountIDs: list(text) },
		),
		[`POST ${sessions}`]: login,
		[`GET ${sessions}/{loginSessionID}`]: login,
		[`DELETE ${sessions}/{loginSessionID}`]: object({
			bridgeID: text,
			loginSessionID: text,
			status: constant('cancelled'),
		}),
		[`POST ${sessions}/{loginSessionID}/steps/{stepID}`]: login,
		[`GET ${setup}`]: session,
		[`POST ${setup}/start`]: object({
			[requestKey]: text,
			[isMiddle ? 'type' : 'signInMethods']: list(text),
		}),
		[`POST ${setup}/email`]: null,
		[`POST ${setup}/response`]: any(signedIn, registration),
		[`POST ${setup}/register`]: signedIn,
		[`POST ${key}`]: object({ session }),
		[`POST ${key}/reset`]: object({ recoveryKey: text, session }),
		[`POST ${key}/reset/confirm`]: object({ session }),
		[`GET ${setup}/verifications`]: object({ items: list(verification) }),
		[`POST ${setup}/verifications`]: verified,
		[`GET ${one}`]: verified,
		[`POST ${one}/accept`]: verified,
		[`POST ${one}/cancel`]: verified,
		[`POST ${setup}/verifications/qr/scan`]: verified,
		[`POST ${one}/qr/confirm-scanned`]: verified,
		[`POST ${one}/sas/start`]: verified,
		[`POST ${one}/sas/confirm`]: verified,
	};
}

const envelope = object({ message: text, code: text }, { details: {} });
const compiler = new Ajv({ allErrors: true, strict: false });

/** A sentence per way in which an answer is not what reference §4 to §6 describe. */
export function faultsOfAdmin(
	version: string,
	endpoint: string,
	status: number,
	body: unknown,
): string[] {
	const shape = status < 400 ? answers(version)[endpoint] : envelope;
	if (shape === undefined) return [`nothing is known about ${endpoint}`];
	if (shape === null) return body === undefined ? [] : ['there is a body'];
	const validate = compiler.compile(shape);
	if (validate(body)) return [];
	return (validate.errors ?? []).map(
		({ instancePath, message, params }) =>
			`${endpoint}${instancePath} ${message} ${JSON.stringify(params)}`,
	);
}
