import type { DisplayStep, UserInputStep } from '../wire/bridges.mts';
import type { SeedFlow } from './seed.mts';

const phoneNumber = (stepID: string): UserInputStep => ({
	type: 'user_input',
	stepID,
	instructions: 'Enter your phone number with its country code',
	fields: [
		{ id: 'phone_number', type: 'phone_number', label: 'Phone number', placeholder: '+15550100' },
	],
});

const shown = (
	stepID: string,
	display: DisplayStep['display'],
	instructions: string,
): DisplayStep => ({ type: 'display_and_wait', stepID, display, instructions });

const whatsapp: SeedFlow[] = [
	{
		id: 'qr',
		name: 'QR code',
		description: 'Scan a QR code with WhatsApp on your phone',
		steps: [
			shown(
				'fi.mau.whatsapp.login.qr',
				{ type: 'qr', data: '2@{tag},{tag},{tag}' },
				'Scan the QR code in WhatsApp under Linked devices',
			),
		],
	},
	{
		id: 'phone',
		name: 'Pairing code',
		description: 'Enter a pairing code in WhatsApp on your phone',
		steps: [
			phoneNumber('fi.mau.whatsapp.login.phone'),
			shown(
				'fi.mau.whatsapp.login.code',
				{ type: 'code', data: '{tag}' },
				'Enter the code in WhatsApp under Linked devices',
			),
		],
	},
];

const telegram: SeedFlow[] = [
	{
		id: 'phone',
		name: 'Phone number',
		description: 'Sign in with a code that Telegram sends you',
		steps: [
			phoneNumber('fi.mau.telegram.login.phone_number'),
			{
				type: 'user_input',
				stepID: 'fi.mau.telegram.login.code',
				instructions: 'Telegram sent a code to your other devices',
				fields: [
					{ id: 'code', type: '2fa_code', label: 'Code' },
					{ id: 'password', type: 'password', label: 'Password, if you set one', optional: true },
				],
			},
		],
	},
	{
		id: 'qr',
		name: 'QR code',
		steps: [
			shown(
				'fi.mau.telegram.login.qr',
				{ type: 'qr', data: 'tg://login?token={tag}' },
				'Scan the QR code in Telegram under Devices',
			),
		],
	},
];

const signal: SeedFlow[] = [
	{
		id: 'qr',
		name: 'QR code',
		description: 'Link this device with Signal on your phone',
		steps: [
			shown(
				'fi.mau.signal.login.qr',
				{ type: 'qr', data: 'sgnl://linkdevice?uuid={tag}&pub_key={tag}' },
				'Scan the QR code in Signal under Linked devices',
			),
		],
	},
];

const discord: SeedFlow[] = [
	{
		id: 'browser',
		name: 'Browser',
		description: 'Sign in to Discord in a browser',
		steps: [
			{
				type: 'cookies',
				stepID: 'fi.mau.discord.login.browser',
				url: 'https://discord.com/login',
				fields: [{ id: 'token', name: 'Authorization', type: 'header' }],
				expectedFinalURLRegex: '^https://discord\\.com/(app|channels/)',
				instructions: 'Sign in to Discord',
			},
		],
	},
	{
		id: 'token',
		name: 'Token',
		description: 'Paste a user token',
		steps: [
			{
				type: 'user_input',
				stepID: 'fi.mau.discord.login.token',
				fields: [{ id: 'token', type: 'token', label: 'Discord token' }],
			},
		],
	},
];

const slack: SeedFlow[] = [
	{
		id: 'cookies',
		name: 'Browser',
		description: 'Sign in to a Slack workspace in a browser',
		steps: [
			{
				type: 'cookies',
				stepID: 'fi.mau.slack.login.cookies',
				url: 'https://slack.com/signin',
				fields: [
					{ id: 'auth_token', name: 'localConfig_v2', type: 'local_storage' },
					{ id: 'cookie_token', name: 'd', type: 'cookie' },
				],
				extractJS: 'Promise.resolve({})',
				userAgent: 'Mozilla/5.0',
				instructions: 'Sign in to your workspace',
			},
		],
	},
];

const googleMessages: SeedFlow[] = [
	{
		id: 'google',
		name: 'Google account',
		description: 'Sign in to Google in a browser, then confirm on your phone',
		steps: [
			{
				type: 'cookies',
				stepID: 'fi.mau.gmessages.login.cookies',
				url: 'https://accounts.google.com/AccountChooser',
				fields: ['SID', 'HSID', 'SSID'].map((name) => ({ id: name, name, type: 'cookie' })),
				instructions: 'Sign in to your Google account',
			},
			shown(
				'fi.mau.gmessages.login.emoji',
				{ type: 'emoji', imageURL: 'https://fonts.gstatic.com/s/e/notoemoji/latest/1f98a/512.png' },
				'Tap this emoji on your phone',
			),
		],
	},
];

const linkedIn: SeedFlow[] = [
	{
		id: 'cookies',
		name: 'Browser',
		steps: [
			{
				type: 'cookies',
				stepID: 'fi.mau.linkedin.login.cookies',
				url: 'https://www.linkedin.com/login',
				fields: [
					{ id: 'li_at', name: 'li_at', type: 'cookie' },
					{ id: 'JSESSIONID', name: 'JSESSIONID', type: 'cookie' },
				],
			},
			shown(
				'fi.mau.linkedin.login.approve',
				{ type: 'nothing' },
				'Approve the sign-in in the LinkedIn app',
			),
		],
	},
];

/** Ways to sign in, by network; every kind of step and of display is in one of them. */
export const flows = { whatsapp, telegram, signal, discord, slack, googleMessages, linkedIn };
