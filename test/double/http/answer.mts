import type { OutgoingHttpHeaders } from 'node:http';
import type { Readable } from 'node:stream';

/** What a route gives back; the server adds the version header and writes it. */
export type Answer = {
	status: number;
	headers?: OutgoingHttpHeaders;
	body?: unknown;
	stream?: Readable;
};

/** 200 with a JSON body. */
export const json = (body: unknown): Answer => ({ status: 200, body });

/** No body: 204, or 200 on older apps. */
export const empty = (status: 200 | 204): Answer => ({ status });
