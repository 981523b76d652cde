/** Reference §4: bridges, their logins and the way to one. */
import {
	type Shape,
	text,
	flag,
	count,
	oneOf,
	list,
	map,
	any,
	object,
	optionalFlags,
	constant,
} from './shapes.mts';

const user = object(
	{ id: text },
	{
		...{ username: text, phoneNumber: text, email: text, fullName: text, imgURL: text },
		...optionalFlags('cannotMessage', 'isSelf'),
	},
);

const provider = oneOf('cloud', 'self-hosted', 'local', 'platform-sdk');

const account = object(
	{
		accountID: text,
		user,
		bridge: object({ id: text, type: text, provider }),
		status: oneOf(
			...['connected', 'connecting', 'backfilling', 'connection_required'],
			...['reconnect_required', 'attention_required', 'disconnected', 'disabled'],
		),
	},
	{ network: text, statusText: text, loginID: text, capabilities: { type: 'object' } },
);

export const bridge = object(
	{
		id: text,
		type: text,
		provider,
		displayName: text,
		status: oneOf(
			...['available', 'connected', 'limit_reached', 'temporarily_unavailable', 'disabled'],
		),
		activeAccountCount: count,
		supportsMultipleAccounts: flag,
		accounts: list(account),
	},
	{ network: text, statusText: text },
);

export const scope = oneOf('current-device', 'all-devices');

export const bridgeLogin = object(
	{
		bridgeID: text,
		loginID: text,
		status: oneOf('connected', 'connecting', 'needs_login', 'logged_out', 'unknown'),
		removeScopes: list(scope),
	},
	{ accountIDs: list(text), statusText: text, user },
);

const groupField = object(
	{ allowed: flag },
	{
		required: flag,
		min_length: count,
		max_length: count,
		settings: object(
			{ types: list(oneOf('', 'after_read', 'after_read_by_recipient', 'after_send')) },
			{ timers: list(count), omit_empty_timer: flag },
		),
	},
);

export const capabilities = object(
	{},
	{
		group_creation: map(
			object(
				{ type_description: text },
				Object.fromEntries(
					['avatar', 'disappear', 'name', 'parent', 'participants', 'topic', 'username'].map(
						(name) => [name, groupField],
					),
				),
			),
		),
		resolve_identifier: object(
			{},
			optionalFlags(
				...['any_phone', 'contact_list', 'create_dm', 'lookup_email', 'lookup_phone'],
				...['lookup_username', 'search'],
			),
		),
		image_pack_import: flag,
	},
);

const userInput = object(
	{
		type: constant('user_input'),
		stepID: text,
		fields: list(
			object(
				{ id: text },
				{ label: text, type: text, placeholder: text, optional: flag, initialValue: text },
			),
		),
	},
	{ attachments: list({}), instructions: text },
);

const cookies = object(
	{
		type: constant('cookies'),
		stepID: text,
		url: text,
		fields: list(
			object({ id: text }, { name: text, type: oneOf('cookie', 'header', 'local_storage') }),
		),
	},
	{ expectedFinalURLRegex: text, extractJS: text, userAgent: text, instructions: text },
);

const displayAndWait = object(
	{
		type: constant('display_and_wait'),
		stepID: text,
		display: any(
			object({ type: constant('qr'), data: text }),
			object({ type: constant('code'), data: text }),
			object({ type: constant('emoji'), imageURL: text }),
			object({ type: constant('nothing') }),
		),
	},
	{ instructions: text },
);

export function loginSession(loginKey: string): Shape {
	const led = { account, [loginKey]: bridgeLogin };
	const complete = object(
		{ type: constant('complete') },
		{ stepID: text, instructions: text, ...led },
	);
	return object(
		{
			bridgeID: text,
			loginSessionID: text,
			status: oneOf(
				...['waiting_for_input', 'waiting_for_cookies', 'waiting_for_display'],
				...['complete', 'cancelled', 'failed'],
			),
		},
		{
			accountID: text,
			loginID: text,
			...led,
			error: object({ code: text, message: text }, { details: {} }),
			currentStep: any(userInput, cookies, displayAndWait, complete),
		},
	);
}
