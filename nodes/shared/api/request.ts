import type { IDataObject, IHttpRequestOptions } from 'n8n-workflow';
import type { SentFile } from '../model/capabilities';
import type { Readable } from './download';
import type { HttpResponse } from './httpResult';

/** A request relative to Beeper's base URL; `url` may name parameters in braces. */
export interface BeeperRequest {
	method: NonNullable<IHttpRequestOptions['method']>;
	url: string;
	qs?: IDataObject;
	/** JSON, or a function that makes a body anew for each attempt (a stream can be read only once). */
	body?: IDataObject | (() => Promise<unknown>);
	/** The files sent with it, to explain a refusal by the network. */
	files?: SentFile[];
	/** Reads the file in the response, while the request counts as in flight; its result becomes the body. */
	consume?: (file: Readable, headers: HttpResponse['headers']) => Promise<unknown>;
	/** How long (ms) to wait for the response, in place of the node's request options. */
	timeout?: number;
}

/** GET the chat that the parameter `chatID` names, without its participants. */
export const CHAT_REQUEST: BeeperRequest = {
	method: 'GET',
	url: '/v1/chats/{chatID}',
	qs: { maxParticipantCount: 0 },
};

/** How a request is sent. */
export interface SendOptions {
	/** Whether it may be made twice without harm; default: true for GET. */
	repeatable?: boolean;
	/** Statuses that are returned like a success instead of thrown. */
	accept?: number[];
	/** The first Beeper version with this route, where it is not the operation's own. */
	since?: string;
}
