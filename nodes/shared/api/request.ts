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
	/** The files that go with it, for the error if the network does not take them. */
	files?: SentFile[];
	/** Reads a file in the answer while the request still counts as under way; its result is the body. */
	consume?: (file: Readable, headers: HttpResponse['headers']) => Promise<unknown>;
	/** How long to wait for the answer, in ms, instead of what the node's request options say. */
	timeout?: number;
}

/** GET the chat that the parameter `chatID` names, without the people in it. */
export const CHAT_REQUEST: BeeperRequest = {
	method: 'GET',
	url: '/v1/chats/{chatID}',
	qs: { maxParticipantCount: 0 },
};

/** How a request is sent. */
export interface SendOptions {
	/** Whether it may be made twice without harm; by default true of GET. */
	repeatable?: boolean;
	/** Statuses that are returned like a success instead of thrown. */
	accept?: number[];
	/** The first Beeper version with this route, where it is not the operation's own. */
	since?: string;
}
