import type { User } from '../wire/models.mts';

const whatsapp = (number: string, fullName: string, more: Partial<User> = {}): User => ({
	id: `@whatsapp_1${number}:ba_Kx7dQm2sVhT0aLw9.local-whatsapp.localhost`,
	phoneNumber: `+1${number}`,
	fullName,
	...more,
});

const telegram = (number: string, fullName: string, username: string): User => ({
	id: `@telegram_${number}:beeper.local`,
	username: `@${username}`,
	fullName,
});

const slack = (id: string, fullName: string, username: string): User => ({
	id: `@slackgo_T0DOUBLE1-${id}:beeper.local`,
	username,
	fullName,
	email: `${username}@example.com`,
});

/** Everybody the seed knows; nobody real, and numbers from the block kept for fiction. */
export const people = {
	mara: whatsapp('5550101', 'Mara Lindqvist'),
	jonas: whatsapp('5550102', 'Jonas Weber'),
	aiko: whatsapp('5550103', 'Aiko Tanaka'),
	dentist: whatsapp('5550104', 'Lindenhof Dental', { username: 'lindenhof-dental' }),
	blocked: whatsapp('5550105', 'Cold Caller', { cannotMessage: true }),
	newcomer: whatsapp('5550106', 'Noor Haddad'),
	tom: telegram('700101', 'Tom Okafor', 'tomokafor'),
	keys: telegram('700102', 'Keyboard Club', 'keyboardclub'),
	vera: telegram('700103', 'Vera Novak', 'veranovak'),
	priya: {
		id: '@signal_5f0c0102:ba_Pz3nYc8uRfE1gJk5.local-signal.localhost',
		fullName: 'Priya Nair',
		phoneNumber: '+15550107',
	} satisfies User,
	elena: {
		id: 'imsg##participant:elena.rossi@example.com',
		fullName: 'Elena Rossi',
		email: 'elena.rossi@example.com',
	} satisfies User,
	parcel: {
		id: 'imsg##participant:+15550108',
		fullName: 'Parcel Service',
		phoneNumber: '+15550108',
	} satisfies User,
	sam: slack('U0SAMW001', 'Sam Whitaker', 'sam.whitaker'),
	ines: slack('U0INESC01', 'Inês Carvalho', 'ines.carvalho'),
	diego: {
		id: '@discordgo_900101:beeper.local',
		username: 'diegoplays',
		fullName: 'Diego Fuentes',
	} satisfies User,
};

/** Enough neighbours that a list shows only some of them. */
export const neighbours: User[] = Array.from({ length: 26 }, (_, at) =>
	whatsapp(`555${String(110 + at).padStart(4, '0')}`, `Flat ${at + 1}`),
);
