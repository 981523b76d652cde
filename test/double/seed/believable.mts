import { accounts, on } from './accounts.mts';
import { otherNetworks } from './otherNetworks.mts';
import { neighbours, people } from './people.mts';
import type { Seed } from './seed.mts';
import { whatsapp } from './whatsapp.mts';

const { mara, jonas, aiko, dentist, blocked, newcomer } = people;
const { tom, vera, priya, elena, parcel, sam, ines, diego } = people;

/** A life in messages: seven networks and the chats that operations and triggers stumble over. */
export const believable: Seed = {
	accounts,
	labels: [
		{ id: 'label_work', name: 'Work' },
		{ id: 'label_family', name: 'Family' },
	],
	contacts: {
		[on.whatsapp]: [mara, jonas, aiko, dentist, blocked, ...neighbours],
		[on.telegram]: [tom, vera],
		[on.signal]: [priya],
		[on.imessage]: [elena, parcel],
		[on.slack]: [sam, ines],
		[on.discord]: [diego],
	},
	strangers: { [on.whatsapp]: [newcomer] },
	chats: [...whatsapp, ...otherNetworks],
};
