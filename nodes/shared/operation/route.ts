import type { IHttpRequestMethods, INodeProperties } from 'n8n-workflow';
import type { NetworkRule } from '../model/capabilities';

/** What a request of an operation, and the text of its errors, need to know of the operation. */
export interface Route {
	/** The URL names its path parameters in braces; each is the node parameter of that name. */
	option: { routing: { request: { method: IHttpRequestMethods; url: string } } };
	fields: INodeProperties[];
	/** The first Beeper version with this route (docs/beeper-api.md §9), if it is not as old as the API. */
	since?: string;
	/** What a write may have done if its result is unknown, as a sentence without full stop. */
	uncertain?: string;
	/** Why the network of the chat may refuse it; used only after a refusal. */
	networkRule?: NetworkRule;
}
