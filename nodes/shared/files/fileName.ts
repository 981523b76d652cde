import type { WantedFile } from './wantedFile';

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

/** Says nothing: it is what servers give for a file that they know nothing of. */
const UNKNOWN_TYPE = 'application/octet-stream';

/**
 * Name and MIME type for a file that came with these `headers` (lower-case names): what the user gives, else
 * what attachment and server say. The type is `undefined` where only the ending of the name tells it: n8n knows
 * more endings.
 */
export function nameAndTypeOf(wanted: WantedFile, headers: Record<string, string>) {
	const { url, attachment, fallbackName, given } = wanted;
	const type = given?.mimeType || servedType(headers) || attachment.mimeType;
	const ownName =
		given?.fileName ||
		withoutFolder(attachment.fileName) ||
		withoutFolder(servedName(headers)) ||
		(fallbackName === undefined && lastSegment(url));
	return {
		fileName: ownName || `${fallbackName ?? 'file'}${endingFor(type)}`,
		// The ID of a message can end like a file: "…:beeper.com".
		mimeType: type || (ownName && /\.\w+$/.test(ownName) ? undefined : UNKNOWN_TYPE),
	};
}

/** n8n would take a folder in a name for the file's directory. */
const withoutFolder = (name = '') => name.split(/[/\\]/).at(-1);

/** The name in a Content-Disposition header, the encoded form before the plain one. */
function servedName(headers: Record<string, string>): string | undefined {
	const header = headers['content-disposition'] ?? '';
	const encoded = /filename\*=utf-8''([^;]+)/i.exec(header)?.[1];
	if (encoded) return decode(encoded);
	return /filename="?([^";]+)"?/i.exec(header)?.[1];
}

/** The MIME type in a Content-Type header, if it says anything. */
function servedType(headers: Record<string, string>): string | undefined {
	const type = (headers['content-type'] ?? '').split(';')[0].trim();
	return type === UNKNOWN_TYPE ? undefined : type;
}

/** The last part of an address; nothing of one that is the file itself. */
function lastSegment(url: string): string | undefined {
	if (/^data:/i.test(url)) return undefined;
	const [path] = url.split(/[?#]/);
	return withoutFolder(decode(path.split('/').at(-1) ?? ''));
}

/** ".jpg" for image/jpeg; empty for a kind that has no usual ending. */
function endingFor(mimeType = ''): string {
	const kind = mimeType.split(';')[0].trim().toLowerCase();
	const ending = ENDINGS[kind] ?? /^\w+\/(?:x-)?(\w{2,5})$/.exec(kind)?.[1];
	return ending ? `.${ending}` : '';
}

function decode(text: string): string {
	try {
		return decodeURIComponent(text);
	} catch {
		// A stray percent sign in a file name is just that.
		return text;
	}
}
