import type { IDataObject } from 'n8n-workflow';
import type { OperationContext } from '../../shared/operation/operationContext';
import type { Output } from '../../shared/operation/output';
import { sendByName } from '../olderRoutes/sendByName';
import { simplifiedVerification } from './simplified';
import { withQr } from '../qr/withQr';

/** Sends the prepared request of a verification step; its response `{ session, verification? }` as one output. */
export async function verify(context: OperationContext): Promise<Output> {
	const answer = ((await sendByName(context)).body ?? {}) as Record<
		string,
		IDataObject | undefined
	>;
	const { session = {}, verification = {} } = answer;
	const json = context.parameter('simplify', true)
		? { ...simplifiedVerification(verification), appState: session.state ?? null }
		: (answer as IDataObject);
	return await withVerificationQr(context, json, verification);
}

/** An output about a verification, with the QR code that the other device can scan, if there is one. */
export async function withVerificationQr(
	context: OperationContext,
	json: IDataObject,
	{ qr }: IDataObject,
): Promise<Output> {
	const { data } = (qr ?? {}) as { data?: string };
	return await withQr(context, json, data, 'beeper-verification-qr');
}
