const signatures: Array<[mimeType: string, at: number, bytes: string]> = [
	['image/png', 0, '89504e47'],
	['image/jpeg', 0, 'ffd8ff'],
	['image/gif', 0, '47494638'],
	['image/webp', 8, '57454250'],
	['application/pdf', 0, '25504446'],
	['audio/ogg', 0, '4f676753'],
	['audio/mpeg', 0, '494433'],
	['audio/wav', 8, '57415645'],
	['video/mp4', 4, '66747970'],
	['application/zip', 0, '504b0304'],
];

/** The MIME type by magic bytes, as the app does where none is given (reference 38). */
export function mimeTypeOf(head: Buffer): string {
	const found = signatures.find(
		([, at, bytes]) => head.subarray(at, at + bytes.length / 2).toString('hex') === bytes,
	);
	return found?.[0] ?? 'application/octet-stream';
}

/** Pixel size of a PNG or GIF; of other formats the double does not know it. */
export function pixelsOf(head: Buffer): { width: number; height: number } | undefined {
	const mimeType = mimeTypeOf(head);
	if (mimeType === 'image/png' && head.length >= 24) {
		return { width: head.readUInt32BE(16), height: head.readUInt32BE(20) };
	}
	if (mimeType === 'image/gif' && head.length >= 10) {
		return { width: head.readUInt16LE(6), height: head.readUInt16LE(8) };
	}
	return undefined;
}
