import type { IDataObject } from 'n8n-workflow';
import { jsonParse } from 'n8n-workflow';
import { isRefused } from '../model/sendStatus';
import { normalizedText } from '../values/normalizedText';
import { plainText } from '../values/plainText';
import type { OutgoingMessage } from './outgoingMessages';

/** What identifies a sent message in its chat: its text, and the file that it carries. */
export interface Fingerprint {
	text: string;
	file?: { fileName: string; bytes: number };
}

/** The fingerprint of a message that is to be sent. */
export function fingerprintOf({ body, file, hints }: OutgoingMessage): Fingerprint {
	const text = String(body.text ?? '');
	return file
		? { text, file: { fileName: String(hints.fileName ?? file.fileName), bytes: file.bytes } }
		: { text };
}

/** Whether a Message of the API is this user's, was not refused by its network, and has the fingerprint. */
export function hasFingerprint(message: IDataObject, { text, file }: Fingerprint): boolean {
	if (message.isSender !== true || isRefused(message)) return false;
	const [attachment] = (message.attachments ?? []) as Attachment[];
	if ((attachment === undefined) !== (file === undefined)) return false;
	return hasText(message, text) && (!attachment || !file || isSameFile(attachment, file));
}

interface Attachment {
	fileName?: string;
	fileSize?: number;
}

/** A network may rename a file or compress it again, or report neither name nor size. */
function isSameFile(
	{ fileName, fileSize }: Attachment,
	file: NonNullable<Fingerprint['file']>,
): boolean {
	const isUnknown = fileName === undefined && fileSize === undefined;
	return isUnknown || fileName === file.fileName || fileSize === file.bytes;
}

/** Older Beepers return a text as it was typed, with angle brackets that are no tags. */
function hasText(message: IDataObject, sent: string): boolean {
	const words = normalizedText(withoutTags(sent));
	return [plainText(message.text), String(message.text ?? '')].some(
		(one) => normalizedText(one) === words,
	);
}

/** The text as it is sent: Beeper reads a JSON string with tags in it as HTML (docs/beeper-api.md, endpoint 33). */
function withoutTags(text: string): string {
	const html = /^".*<\w[^]*"$/.test(text) ? jsonParse<unknown>(text, { fallbackValue: '' }) : '';
	return typeof html === 'string' && html ? plainText(html) : text;
}
