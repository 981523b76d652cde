import { chatID } from './chatID';
import { several } from './several';

/** A picker for several chats; read with `chatIDsOf`. */
export const chatIDs = several(
	{ ...chatID, required: undefined, description: 'One of the chats' },
	{
		displayName: 'Chats',
		name: 'chatIDs',
		description: 'Only messages of these chats. By ID takes several, with commas between.',
	},
);
