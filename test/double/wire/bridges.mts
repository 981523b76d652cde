/** Models of networks that can be connected, reference §4. The official 5.0.0 has no types for them. */
import type { Account, User } from './models.mts';

export type Bridge = {
	id: string;
	type: string;
	provider: 'cloud' | 'self-hosted' | 'local' | 'platform-sdk';
	displayName: string;
	status: 'available' | 'connected' | 'limit_reached' | 'temporarily_unavailable' | 'disabled';
	statusText?: string;
	activeAccountCount: number;
	supportsMultipleAccounts: boolean;
	accounts: Account[];
	network?: string;
};

export type RemoveScope = 'current-device' | 'all-devices';

export type BridgeLogin = {
	bridgeID: string;
	loginID: string;
	status: 'connected' | 'connecting' | 'needs_login' | 'logged_out' | 'unknown';
	removeScopes: RemoveScope[];
	accountIDs?: string[];
	statusText?: string;
	user?: User;
};

export type GroupField = {
	allowed: boolean;
	required?: boolean;
	min_length?: number;
	max_length?: number;
	settings?: {
		types: Array<'' | 'after_read' | 'after_read_by_recipient' | 'after_send'>;
		timers?: number[];
		omit_empty_timer?: true;
	};
};

type GroupFields =
	'avatar' | 'disappear' | 'name' | 'parent' | 'participants' | 'topic' | 'username';

export type GroupType = { type_description: string } & Partial<Record<GroupFields, GroupField>>;

export type ProvisioningCapabilities = {
	group_creation?: Record<string, GroupType>;
	resolve_identifier?: Partial<
		Record<
			| 'any_phone'
			| 'contact_list'
			| 'create_dm'
			| 'lookup_email'
			| 'lookup_phone'
			| 'lookup_username'
			| 'search',
			boolean
		>
	>;
	image_pack_import?: boolean;
};

export type LoginFlow = { id: string; name?: string; description?: string };

export type InputField = {
	id: string;
	label?: string;
	type?: string;
	placeholder?: string;
	optional?: boolean;
	initialValue?: string;
};

export type CookieField = {
	id: string;
	name?: string;
	type?: 'cookie' | 'header' | 'local_storage';
};

export type Display =
	| { type: 'qr'; data: string }
	| { type: 'code'; data: string }
	| { type: 'emoji'; imageURL: string }
	| { type: 'nothing' };

export type UserInputStep = {
	type: 'user_input';
	stepID: string;
	fields: InputField[];
	instructions?: string;
};

export type CookiesStep = {
	type: 'cookies';
	stepID: string;
	url: string;
	fields: CookieField[];
	expectedFinalURLRegex?: string;
	extractJS?: string;
	userAgent?: string;
	instructions?: string;
};

export type DisplayStep = {
	type: 'display_and_wait';
	stepID: string;
	display: Display;
	instructions?: string;
};

/** `login` is called `connection` before the newest generation. */
export type CompleteStep = {
	type: 'complete';
	stepID?: string;
	account?: Account;
	login?: BridgeLogin;
	connection?: BridgeLogin;
	instructions?: string;
};

export type LoginStep = UserInputStep | CookiesStep | DisplayStep | CompleteStep;

export type LoginSession = {
	bridgeID: string;
	loginSessionID: string;
	status:
		| 'waiting_for_input'
		| 'waiting_for_cookies'
		| 'waiting_for_display'
		| 'complete'
		| 'cancelled'
		| 'failed';
	accountID?: string;
	loginID?: string;
	account?: Account;
	login?: BridgeLogin;
	connection?: BridgeLogin;
	error?: { code: string; message: string; details?: unknown };
	currentStep?: LoginStep;
};
