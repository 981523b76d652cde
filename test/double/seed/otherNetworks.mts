import { on, selfOn } from './accounts.mts';
import { disappearing, fewReactions, full, textOnly, workplace } from './capabilities.mts';
import { wav } from './files.mts';
import { people } from './people.mts';
import type { SeedChat } from './seed.mts';

const { tom, keys, vera, priya, elena, parcel, sam, ines, diego } = people;

/** Chats elsewhere: voice note, few reactions, read-only, timers, awkward IDs, text only, note to self. */
export const otherNetworks: SeedChat[] = [
	{
		id: '!kQ3vXwZr8sT1:beeper.com',
		accountID: on.telegram,
		type: 'single',
		title: 'Tom Okafor',
		participants: [tom],
		capabilities: full,
		messages: [
			{ senderID: tom.id, minutesAgo: 300, text: 'Listen to this when you have a minute' },
			{
				senderID: tom.id,
				minutesAgo: 299,
				file: {
					bytes: wav(3),
					fileName: 'voice.wav',
					mimeType: 'audio/wav',
					duration: 3,
					type: 'voice-note',
					transcription: {
						transcription: 'The keys are with the neighbour on the third floor.',
						engine: 'whisper',
						language: 'en',
					},
				},
			},
			{ senderID: selfOn(on.telegram), minutesAgo: 290, text: 'Got it, thanks' },
		],
	},
	{
		id: '!hT6bNcLp2yG4:beeper.com',
		accountID: on.telegram,
		type: 'group',
		title: 'Mechanical Keyboards',
		participants: [{ ...keys, isAdmin: true }, vera, tom],
		isLowPriority: true,
		isMuted: true,
		capabilities: fewReactions,
		messages: [{ senderID: vera.id, minutesAgo: 700, text: 'Lubed switches are worth it' }],
	},
	{
		id: '!uW9dRfQa5jM7:beeper.com',
		accountID: on.telegram,
		type: 'group',
		title: 'City Transit Alerts',
		participants: [{ ...keys, isAdmin: true }],
		isReadOnly: true,
		capabilities: full,
		messages: [{ senderID: keys.id, minutesAgo: 800, text: 'Line 4 is diverted this weekend' }],
	},
	{
		id: '!signal_5f0c0102:ba_Pz3nYc8uRfE1gJk5.local-signal.localhost',
		accountID: on.signal,
		type: 'single',
		title: 'Priya Nair',
		participants: [priya],
		messageExpirySeconds: 604_800,
		capabilities: disappearing,
		messages: [{ senderID: priya.id, minutesAgo: 45, text: 'Draft is in your inbox 📄' }],
	},
	{
		id: 'imsg##thread:4b1f7c5e9a2d',
		accountID: on.imessage,
		type: 'single',
		title: 'Elena Rossi',
		participants: [elena],
		capabilities: full,
		// Real iMessage IDs have slashes in them, which is what makes them worth having here.
		messages: [
			{ id: 'p:0/7A3E9C01', senderID: elena.id, minutesAgo: 130, text: 'Train arrives 18:40' },
		],
	},
	{
		id: 'imsg##thread:sms;-;+15550108',
		accountID: on.imessage,
		type: 'single',
		title: 'Parcel Service',
		participants: [parcel],
		capabilities: textOnly,
		messages: [
			{ id: 'p:0/7A3E9C02', senderID: parcel.id, minutesAgo: 240, text: 'Your parcel is here.' },
		],
	},
	{
		id: '!slackgo_T0DOUBLE1-C0LAUNCH1:beeper.com',
		accountID: on.slack,
		type: 'group',
		title: '#launch-plan',
		participants: [{ ...sam, isAdmin: true }, ines],
		capabilities: workplace,
		labels: [{ id: 'label_work', name: 'Work' }],
		messages: [
			{ senderID: sam.id, minutesAgo: 70, text: 'Budget is approved :tada:' },
			{ senderID: ines.id, minutesAgo: 68, text: 'Then we ship on Thursday' },
		],
	},
	{
		id: '!zE1oKvJx6nB3:beeper.com',
		accountID: on.discord,
		type: 'single',
		title: 'Diego Fuentes',
		participants: [diego],
		isArchived: true,
		messages: [{ senderID: diego.id, minutesAgo: 5000, text: 'Game night next week?' }],
	},
	{
		id: '!mY8sPgHd0cF2:beeper.com',
		accountID: on.matrix,
		type: 'single',
		title: 'Note to self',
		participants: [],
		messages: [
			{ senderID: selfOn(on.matrix), minutesAgo: 1500, text: 'Passport expires in March' },
		],
	},
];
