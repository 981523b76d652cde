import type { IDataObject } from 'n8n-workflow';
import type { Call } from '../../shared/operation/operationContext';
import type { Output } from '../../shared/operation/output';
import { sendByName } from '../olderRoutes/sendByName';
import { simplifiedVerification } from './simplified';
import { withQr } from '../qr/withQr';

/** Sends the prepared request of a verification step; its answer `{ session, verification? }` as one output. */
export async function verify(call: Call): Promise<Output> {
	const answer = ((await sendByName(call)).body ?? {}) as Record<string, IDataObject | undefined>;
	const { session = {}, verification = {} } = answer;
	const json = call.parameter('simplify', true)
		? { ...simplifiedVerification(verification), appState: session.state ?? null }
		: (answer as IDataObject);
	return await withVerificationQr(call, json, verification);
}

/** An output about a verification, with the QR code that the other device can scan, if there is one. */
export async function withVerificationQr(
	call: Call,
	json: IDataObject,
	{ qr }: IDataObject,
): Promise<Output> {
	const { data } = (qr ?? {}) as { data?: string };
	return await withQr(call, json, data, 'beeper-verification-qr');
}
