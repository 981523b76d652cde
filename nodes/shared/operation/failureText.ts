import { errorText, type FailedRequest } from '../api/errors/errorText';
import type { Explanation } from '../api/errors/explanation';
import { labelsOf, subjectLabels } from '../api/errors/fieldLabels';
import { networkText } from '../api/errors/networkText';
import type { HttpResult } from '../api/httpResult';
import type { BeeperRequest } from '../api/request';
import type { Route } from './route';

/** What is known of a failed request besides its result. */
interface Failure {
	request: BeeperRequest;
	/** Whether it may be made twice without harm. */
	repeatable: boolean;
	baseUrl: string;
	/** The first Beeper version with the route, where it is not the operation's own. */
	since?: string;
	parameter: (name: string) => unknown;
	/** One GET, to read what the chat's network allows. */
	attempt: (request: BeeperRequest) => Promise<HttpResult>;
}

/** Title and remedy for an operation's failed request, with the labels that the node shows. */
export async function failureText(
	route: Route,
	result: HttpResult,
	{ request, repeatable, baseUrl, since = route.since, parameter, attempt }: Failure,
): Promise<Explanation> {
	const failed: FailedRequest = {
		baseUrl,
		write: request.method !== 'GET',
		repeatable,
		uncertain: route.uncertain ?? 'The change may have been made',
		since,
		ids: subjectLabels(request.url, route.fields, parameter),
		labels: labelsOf(route.fields),
	};
	const text = errorText(result, failed);
	const { networkRule } = route;
	return networkRule ? await networkText(networkRule, result, request, attempt, text) : text;
}
