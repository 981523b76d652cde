import { on, selfOn } from './accounts.mts';
import { full } from './capabilities.mts';
import { pdf, png } from './files.mts';
import { neighbours, people } from './people.mts';
import type { SeedChat } from './seed.mts';

const { mara, jonas, aiko, dentist } = people;
const me = selfOn(on.whatsapp);
const room = (name: string) => `!whatsapp_${name}:ba_Kx7dQm2sVhT0aLw9.local-whatsapp.localhost`;

const lines = [
	'Who is bringing the map this time?',
	'I can drive, four seats left',
	'The lake path is open again',
	'Rain until ten, then sun',
	'I will bake something',
	'Same place as last week?',
];

// Long enough for three pages of the app's page size.
const smallTalk = Array.from({ length: 52 }, (_, at) => ({
	senderID: [jonas.id, aiko.id, me, mara.id][at % 4],
	minutesAgo: 9000 - at * 120,
	text: `${lines[at % lines.length]} (${at + 1})`,
}));

/** Chats on WhatsApp: direct and pinned, a long group, a muted large one, an archived one. */
export const whatsapp: SeedChat[] = [
	{
		id: room('15550101'),
		accountID: on.whatsapp,
		type: 'single',
		title: 'Mara Lindqvist',
		participants: [mara],
		isPinned: true,
		capabilities: full,
		labels: [{ id: 'label_family', name: 'Family' }],
		unread: 1,
		messages: [
			{ senderID: mara.id, minutesAgo: 190, text: 'Are we still on for dinner on Friday?' },
			{
				senderID: me,
				minutesAgo: 185,
				text: 'Yes! Eight at the <strong>Lantern</strong>',
				reactions: [{ id: mara.id, participantID: mara.id, reactionKey: '❤️', emoji: true }],
				seen: true,
				editedMinutesAgo: 184,
			},
			{
				senderID: mara.id,
				minutesAgo: 180,
				text: 'Here is the menu https://lantern.example.com/menu',
				links: [{ url: 'https://lantern.example.com/menu', title: 'The Lantern: menu' }],
			},
			{
				senderID: mara.id,
				minutesAgo: 178,
				text: 'And the terrace',
				file: {
					bytes: png(64, 48, [214, 138, 72]),
					fileName: 'terrace.png',
					mimeType: 'image/png',
				},
			},
			{ senderID: mara.id, minutesAgo: 12, text: 'Shall I book a table for four?' },
		],
	},
	{
		id: room('group-120363000000000101'),
		accountID: on.whatsapp,
		type: 'group',
		title: 'Sunday Hike',
		description: 'Boots on at nine',
		participants: [{ ...mara, isAdmin: true }, jonas, aiko],
		capabilities: full,
		messages: [
			...smallTalk,
			{ senderID: jonas.id, minutesAgo: 95, isDeleted: true },
			{
				senderID: aiko.id,
				minutesAgo: 90,
				text: 'Route as PDF',
				file: { bytes: pdf, fileName: 'route.pdf', mimeType: 'application/pdf' },
			},
			{ senderID: mara.id, minutesAgo: 60, text: 'See you at the station, @Robin', mentions: [me] },
		],
	},
	{
		id: room('group-120363000000000102'),
		accountID: on.whatsapp,
		type: 'group',
		title: 'Building 14 Neighbours',
		participants: neighbours,
		isMuted: true,
		capabilities: full,
		unread: 2,
		messages: [
			{ senderID: neighbours[2].id, minutesAgo: 400, text: 'The lift is out of order again' },
			{ senderID: neighbours[7].id, minutesAgo: 390, text: 'Technician comes tomorrow' },
		],
	},
	{
		id: room('15550104'),
		accountID: on.whatsapp,
		type: 'single',
		title: 'Lindenhof Dental',
		participants: [dentist],
		isArchived: true,
		capabilities: full,
		messages: [
			{ senderID: dentist.id, minutesAgo: 20_000, text: 'Your appointment is confirmed.' },
		],
	},
];
