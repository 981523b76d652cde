import { createHash } from 'node:crypto';
import { createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Transform, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { pathToFileURL } from 'node:url';
import { mimeTypeOf, pixelsOf } from './sniff.mts';
import type { Content } from './content.mts';

export type Asset = {
	content: Content;
	fileName: string;
	mimeType: string;
	size: number;
	width?: number;
	height?: number;
	duration?: number;
};

export type Upload = Asset & { uploadID: string; sha256: string; srcURL: string };

/** Files the app holds: media by mxc URL, uploads on disk until it restarts. */
export class Assets {
	uploads = new Map<string, Upload>();
	#media = new Map<string, Asset>();
	#files = new Map<string, Asset>();
	#directory: string | undefined;

	/** Makes a file known under an mxc:// or localmxc:// URL. */
	add(url: string, asset: Asset) {
		this.#media.set(url, asset);
	}

	/** The file behind a URL: mxc, localmxc, or a file:// the app itself handed out. */
	find(url: string): Asset | undefined {
		return this.#media.get(url) ?? this.#files.get(url);
	}

	/** A file:// URL on the "Desktop machine" for what the app has downloaded. */
	localURL(url: string, asset: Asset): string {
		const name = `${createHash('sha256').update(url).digest('hex').slice(0, 16)}-${asset.fileName}`;
		const local = pathToFileURL(join(this.#folder(), name)).href;
		this.#files.set(local, asset);
		return local;
	}

	/** Takes an upload from a stream to disk, as yet unnamed; undefined if larger than allowed. */
	async take(uploadID: string, stream: Readable, maxBytes: number): Promise<Upload | undefined> {
		const path = join(this.#folder(), uploadID);
		const hash = createHash('sha256');
		let size = 0;
		let head = Buffer.alloc(0);
		const count = new Transform({
			transform(chunk: Buffer, _encoding, done) {
				size += chunk.length;
				if (head.length < 64) head = Buffer.concat([head, chunk.subarray(0, 64)]);
				hash.update(chunk);
				// The rest is still read, so that the client gets its answer; it is not kept.
				done(null, size > maxBytes ? undefined : chunk);
			},
		});
		await pipeline(stream, count, createWriteStream(path));
		if (size > maxBytes) {
			await rm(path);
			return undefined;
		}
		const upload: Upload = {
			uploadID,
			fileName: uploadID,
			mimeType: mimeTypeOf(head),
			size,
			sha256: hash.digest('hex'),
			srcURL: pathToFileURL(path).href,
			content: { path },
			...pixelsOf(head),
		};
		this.uploads.set(uploadID, upload);
		this.#files.set(upload.srcURL, upload);
		return upload;
	}

	/** Uploads are temporary: a restart loses them. What was sent stays. */
	forgetUploads() {
		this.uploads.clear();
	}

	/** Deletes everything from disk. */
	dispose() {
		if (this.#directory) rmSync(this.#directory, { recursive: true, force: true });
		this.#directory = undefined;
	}

	#folder(): string {
		this.#directory ??= mkdtempSync(join(tmpdir(), 'beeper-double-'));
		return this.#directory;
	}
}
