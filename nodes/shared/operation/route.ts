import type { IHttpRequestMethods, INodeProperties } from 'n8n-workflow';
import type { NetworkRule } from '../model/capabilities';

/** What the API reference says of an operation, as far as a request for it and its errors need to know. */
export interface Route {
	/** The URL names its path parameters in braces; each is the node parameter of that name. */
	option: { routing: { request: { method: IHttpRequestMethods; url: string } } };
	fields: INodeProperties[];
	/** The first Beeper version with this route (beeper-api.md §9), where it is not as old as the API. */
	since?: string;
	/** What a write may have done when its outcome is unknown, as a sentence without full stop. */
	uncertain?: string;
	/** What the network of the chat may have against it; asked for only after a refusal. */
	networkRule?: NetworkRule;
}
