import type { IDataObject } from 'n8n-workflow';
import type { OperationContext } from '../../shared/operation/operationContext';
import { WithBinary, type Output } from '../../shared/operation/output';
import { qrCode } from './qr';
import { qrPng } from './qrPng';
import { qrSvg } from './qrSvg';

const DEFAULT_FIELD = 'qr';

/** The options of fields/qrFields.ts. */
interface QrOptions {
	binaryPropertyName?: string;
	pictureFormat?: 'png' | 'svg';
}

/**
 * Adds the QR code for `data` to an output, as a picture called `name` in the field of 'Put Output File in Field'.
 * Without data, or with more than a QR code holds, the output is the JSON alone.
 */
export async function withQr(
	context: OperationContext,
	json: IDataObject,
	data: string | null | undefined,
	name: string,
): Promise<Output> {
	const code = data ? qrCode(bytesOf(data)) : undefined;
	if (!code) return json;
	const { binaryPropertyName, pictureFormat } = context.parameter<QrOptions>('options', {});
	const isSvg = pictureFormat === 'svg';
	const picture = await context.n8n.helpers.prepareBinaryData(
		isSvg ? Buffer.from(qrSvg(code)) : await qrPng(code),
		`${name}.${isSvg ? 'svg' : 'png'}`,
		isSvg ? 'image/svg+xml' : 'image/png',
	);
	return new WithBinary(json, { [binaryPropertyName?.trim() || DEFAULT_FIELD]: picture });
}

/**
 * The bytes to encode: text as UTF-8. The codes with which Matrix devices verify each other are bytes that begin with
 * "MATRIX"; in JSON they come as base64 or with one character per byte.
 */
function bytesOf(data: string): Uint8Array {
	if (data.startsWith('TUFUUklY')) return Buffer.from(data, 'base64');
	return Buffer.from(data, isByteText(data) ? 'latin1' : 'utf8');
}

const isByteText = (data: string) => /^MATRIX[\0-\u00ff]*$/.test(data);
