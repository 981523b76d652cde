import type { ProvisioningCapabilities, RemoveScope } from '../wire/bridges.mts';
import { flows } from './loginFlows.mts';
import type { SeedBridge } from './seed.mts';

const both: RemoveScope[] = ['current-device', 'all-devices'];
const here: RemoveScope[] = ['current-device'];

const group = (limit: number): ProvisioningCapabilities['group_creation'] => ({
	group: {
		type_description: 'a group chat',
		name: { allowed: true, required: true, min_length: 1, max_length: 100 },
		participants: { allowed: true, required: true, min_length: 1, max_length: limit },
		avatar: { allowed: true },
		topic: { allowed: true, max_length: 2048 },
		disappear: {
			allowed: true,
			settings: { types: ['', 'after_send'], timers: [86_400_000, 604_800_000] },
		},
	},
});

const byPhone: ProvisioningCapabilities['resolve_identifier'] = {
	create_dm: true,
	lookup_phone: true,
	any_phone: true,
	lookup_email: false,
	lookup_username: false,
	contact_list: true,
	search: true,
};

const byName: ProvisioningCapabilities['resolve_identifier'] = {
	...byPhone,
	lookup_phone: false,
	any_phone: false,
	lookup_username: true,
};

/** Networks that can be connected, with those of seed/accounts.mts; numbers in them are made up. */
export const bridges: SeedBridge[] = [
	{
		id: 'matrix',
		type: 'matrix',
		provider: 'cloud',
		displayName: 'Beeper (Matrix)',
		network: 'Beeper (Matrix)',
		supportsMultipleAccounts: false,
		removeScopes: [],
		capabilities: { resolve_identifier: { create_dm: true, search: true } },
		flows: [],
	},
	{
		id: 'local-whatsapp',
		type: 'whatsapp',
		provider: 'local',
		displayName: 'WhatsApp',
		network: 'WhatsApp',
		supportsMultipleAccounts: true,
		removeScopes: here,
		capabilities: { group_creation: group(1024), resolve_identifier: byPhone },
		flows: flows.whatsapp,
		friend: { fullName: 'Lea Brandt', wrote: 'So this is your work number?' },
	},
	{
		id: 'telegram',
		type: 'telegram',
		provider: 'cloud',
		displayName: 'Telegram',
		network: 'Telegram',
		supportsMultipleAccounts: true,
		removeScopes: both,
		capabilities: {
			group_creation: group(200),
			resolve_identifier: { ...byPhone, lookup_username: true },
			image_pack_import: true,
		},
		flows: flows.telegram,
		friend: { fullName: 'Oskar Lund', wrote: 'You are on Telegram!' },
	},
	{
		id: 'local-signal',
		type: 'signal',
		provider: 'local',
		displayName: 'Signal',
		network: 'Signal',
		supportsMultipleAccounts: true,
		removeScopes: here,
		capabilities: { group_creation: group(1000), resolve_identifier: byPhone },
		flows: flows.signal,
		friend: { fullName: 'Hana Sato', wrote: 'Linked at last' },
	},
	{
		id: 'imessage',
		type: 'imessage',
		provider: 'platform-sdk',
		displayName: 'iMessage',
		network: 'iMessage',
		supportsMultipleAccounts: false,
		limit: 1,
		removeScopes: here,
		capabilities: { resolve_identifier: { ...byPhone, lookup_email: true } },
		flows: [],
	},
	{
		id: 'slackgo',
		type: 'slackgo',
		provider: 'cloud',
		displayName: 'Slack',
		network: 'Slack',
		supportsMultipleAccounts: true,
		removeScopes: both,
		capabilities: { resolve_identifier: { ...byName, lookup_email: true } },
		flows: flows.slack,
		friend: { fullName: 'Marta Silva', wrote: 'Welcome to the other workspace' },
	},
	{
		id: 'discordgo',
		type: 'discordgo',
		provider: 'cloud',
		displayName: 'Discord',
		network: 'Discord',
		supportsMultipleAccounts: true,
		removeScopes: both,
		capabilities: { resolve_identifier: byName },
		flows: flows.discord,
		friend: { fullName: 'Yuki Mori', wrote: 'gg' },
	},
	{
		id: 'gmessages',
		type: 'gmessages',
		provider: 'cloud',
		displayName: 'Google Messages',
		network: 'Google Messages',
		supportsMultipleAccounts: false,
		removeScopes: both,
		capabilities: { resolve_identifier: byPhone },
		flows: flows.googleMessages,
		friend: { fullName: 'Ben Adler', wrote: 'Text me when you land' },
	},
	{
		id: 'linkedin',
		type: 'linkedin',
		provider: 'cloud',
		displayName: 'LinkedIn',
		network: 'LinkedIn',
		supportsMultipleAccounts: false,
		removeScopes: both,
		capabilities: { resolve_identifier: { create_dm: true, search: true } },
		flows: flows.linkedIn,
		friend: { fullName: 'Clara Neumann', wrote: 'Congratulations on the new role' },
	},
	{
		id: 'instagramgo',
		type: 'instagramgo',
		provider: 'cloud',
		displayName: 'Instagram',
		network: 'Instagram',
		supportsMultipleAccounts: true,
		outage: {
			status: 'temporarily_unavailable',
			statusText: 'Instagram is temporarily unavailable',
		},
		removeScopes: both,
		capabilities: { resolve_identifier: byName },
		flows: [],
	},
];
