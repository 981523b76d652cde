import { json } from '../../http/answer.mts';
import { route } from '../../http/route.mts';

/** GET /v1/info: public. */
export const info = route({
	endpoint: 'GET /v1/info',
	since: '4.2.557',
	handle: ({ origin }, { generation, settings }) => {
		const oauth = (name: string) => `${origin}/oauth/${name}`;
		return json({
			app: {
				name: 'Beeper',
				version: generation.version,
				bundle_id: 'com.automattic.beeper.desktop',
			},
			platform: { os: 'linux', arch: 'x64' },
			server: {
				status: 'running',
				base_url: origin,
				port: Number(new URL(origin).port),
				hostname: settings.host,
				remote_access: false,
				mcp_enabled: false,
			},
			endpoints: {
				oauth: {
					authorization_endpoint: oauth('authorize'),
					token_endpoint: oauth('token'),
					introspection_endpoint: oauth('introspect'),
					registration_endpoint: oauth('register'),
					revocation_endpoint: oauth('revoke'),
					userinfo_endpoint: oauth('userinfo'),
				},
				spec: `${origin}/v1/spec`,
				mcp: `${origin}/v0/mcp`,
				ws_events: `${origin.replace(/^http/, 'ws')}/v1/ws`,
			},
		});
	},
});
