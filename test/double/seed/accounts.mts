import type { Account } from '../wire/models.mts';

const me = { fullName: 'Robin Hale', isSelf: true };

/** The networks this user has connected; people, numbers and IDs are made up. */
export const accounts: Account[] = [
	{
		accountID: 'matrix',
		network: 'Beeper (Matrix)',
		bridge: { id: 'matrix', type: 'matrix', provider: 'cloud' },
		status: 'connected',
		user: { ...me, id: '@robinhale:beeper.com', username: '@robinhale' },
	},
	{
		accountID: 'local-whatsapp_ba_Kx7dQm2sVhT0aLw9',
		network: 'WhatsApp',
		bridge: { id: 'local-whatsapp', type: 'whatsapp', provider: 'local' },
		status: 'connected',
		loginID: '15550100',
		user: {
			...me,
			id: '@whatsapp_15550100:ba_Kx7dQm2sVhT0aLw9.local-whatsapp.localhost',
			phoneNumber: '+15550100',
		},
	},
	{
		accountID: 'telegram',
		network: 'Telegram',
		bridge: { id: 'telegram', type: 'telegram', provider: 'cloud' },
		status: 'connected',
		loginID: '700100',
		user: { ...me, id: '@telegram_700100:beeper.local', username: '@robin_hale' },
	},
	{
		accountID: 'local-signal_ba_Pz3nYc8uRfE1gJk5',
		network: 'Signal',
		bridge: { id: 'local-signal', type: 'signal', provider: 'local' },
		status: 'connected',
		loginID: '5f0c0100',
		user: {
			...me,
			id: '@signal_5f0c0100:ba_Pz3nYc8uRfE1gJk5.local-signal.localhost',
			phoneNumber: '+15550100',
		},
	},
	{
		accountID: 'imessage',
		network: 'iMessage',
		bridge: { id: 'imessage', type: 'imessage', provider: 'platform-sdk' },
		status: 'connected',
		user: { ...me, id: 'imsg##me:robin.hale@example.com', email: 'robin.hale@example.com' },
	},
	{
		accountID: 'slackgo.T0DOUBLE1-U0ROBIN01',
		network: 'Slack',
		bridge: { id: 'slackgo', type: 'slackgo', provider: 'cloud' },
		status: 'connected',
		loginID: 'T0DOUBLE1-U0ROBIN01',
		user: { ...me, id: '@slackgo_T0DOUBLE1-U0ROBIN01:beeper.local', username: 'robin' },
	},
	{
		accountID: 'discordgo',
		network: 'Discord',
		bridge: { id: 'discordgo', type: 'discordgo', provider: 'cloud' },
		status: 'attention_required',
		statusText: 'Discord asks you to confirm your e-mail address',
		loginID: '900100',
		user: { ...me, id: '@discordgo_900100:beeper.local', username: 'robinhale' },
	},
];

/** Account IDs by a short name. */
export const on = {
	matrix: accounts[0].accountID,
	whatsapp: accounts[1].accountID,
	telegram: accounts[2].accountID,
	signal: accounts[3].accountID,
	imessage: accounts[4].accountID,
	slack: accounts[5].accountID,
	discord: accounts[6].accountID,
};

/** This user's ID on an account. */
export const selfOn = (accountID: string) =>
	accounts.find((account) => account.accountID === accountID)?.user.id ?? '';
