/** The name in a Content-Disposition header, the encoded form before the plain one. */
export function nameIn(headers: Record<string, string>): string | undefined {
	const header = headers['content-disposition'] ?? '';
	const encoded = /filename\*=utf-8''([^;]+)/i.exec(header)?.[1];
	if (encoded) return decode(encoded);
	return /filename="?([^";]+)"?/i.exec(header)?.[1];
}

/** The last part of an address; "file" where there is none. */
export function lastSegment(url: string): string {
	const path = url.split(/[?#]/)[0];
	return decode(path.split('/').at(-1) ?? '') || 'file';
}

/** The MIME type in a Content-Type header, if it says anything: the API's specification has octet-stream for all. */
export function servedType(headers: Record<string, string>): string | undefined {
	const [type = ''] = (headers['content-type'] ?? '').split(';');
	return type === 'application/octet-stream' ? undefined : type || undefined;
}

function decode(text: string): string {
	try {
		return decodeURIComponent(text);
	} catch {
		// A stray percent sign in a file name is just that.
		return text;
	}
}
