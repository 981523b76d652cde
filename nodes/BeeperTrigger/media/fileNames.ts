/** Endings that are not the second half of the MIME type. */
const ENDINGS: Record<string, string> = {
	'application/msword': 'doc',
	'application/octet-stream': '',
	'application/vnd.openxmlformats-officedocument.presentationml.presentation': 'pptx',
	'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'xlsx',
	'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'docx',
	'audio/mp4': 'm4a',
	'audio/mpeg': 'mp3',
	'audio/x-m4a': 'm4a',
	'image/jpeg': 'jpg',
	'image/svg+xml': 'svg',
	'text/calendar': 'ics',
	'text/markdown': 'md',
	'text/plain': 'txt',
	'text/vcard': 'vcf',
	'text/x-vcard': 'vcf',
	'video/3gpp': '3gp',
	'video/quicktime': 'mov',
	'video/x-matroska': 'mkv',
};

/** The name, without ending, of a file that nobody has named: the message's ID, and which attachment it is. */
export function madeUpName(messageID: string, index?: number): string {
	const id = messageID.replace(/[^\w.-]+/g, '_').slice(0, 100);
	return index === undefined ? id : `${id}-${index}`;
}

/** ".jpg" for image/jpeg; empty for a kind that has no usual ending. */
export function endingFor(mimeType: string | undefined): string {
	const kind = mimeType?.split(';')[0].trim().toLowerCase() ?? '';
	const ending = ENDINGS[kind] ?? /^\w+\/(?:x-)?(\w{2,5})$/.exec(kind)?.[1];
	return ending ? `.${ending}` : '';
}
