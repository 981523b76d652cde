import type { IAuthenticate, ICredentialType, Icon, INodeProperties } from 'n8n-workflow';
import { trimToken } from '../nodes/shared/api/baseUrl';

/** Address and access token of one Beeper Desktop or Beeper Server; tested by `beeperApiTest`. */
export class BeeperApi implements ICredentialType {
	name = 'beeperApi';

	displayName = 'Beeper API';

	icon: Icon = { light: 'file:../icons/beeper.svg', dark: 'file:../icons/beeper.dark.svg' };

	documentationUrl = 'https://github.com/n8n-nodes-beeper/n8n-nodes-beeper#get-a-token';

	properties: INodeProperties[] = [
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			required: true,
			default: 'http://localhost:23373',
			placeholder: 'e.g. http://localhost:23373',
			hint: 'n8n in Docker: http://host.docker.internal:23373, and Remote Access on in Beeper',
			description:
				"Where Beeper Desktop answers. From n8n in Docker 'localhost' is the container: use http://host.docker.internal:23373 and switch on Remote Access in Beeper.",
		},
		{
			displayName: 'Access Token',
			name: 'accessToken',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			hint: "Beeper Desktop → Settings → Integrations → Approved connections → '+'",
			description:
				"In Beeper Desktop open Settings → Integrations, switch the API on, and under Approved connections add one with '+'. Allow sensitive actions, unless n8n shall only read.",
		},
	];

	// A function: n8n cannot evaluate expressions once a trigger has started.
	authenticate: IAuthenticate = async ({ accessToken }, options) => {
		const token = trimToken(accessToken);
		// Without a token no header is sent: the first steps of the app's setup need none (docs/beeper-api.md §3.1).
		if (!token) return options;
		return { ...options, headers: { ...options.headers, Authorization: `Bearer ${token}` } };
	};
}
