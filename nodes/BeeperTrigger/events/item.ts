import type { IDataObject } from 'n8n-workflow';
import type { TriggerEvent } from './triggerEvent';

/** Where an event happened, as items show it. */
export interface Surroundings {
	chat: IDataObject;
	account: IDataObject;
	/** The name of a user; `undefined` if it is not known. */
	nameOf: (userID: string) => string | undefined;
}

/** The JSON of the item for an event. */
export function itemOf(
	{ event, at, chatID, message, plainText, fields }: TriggerEvent,
	{ chat, account, nameOf }: Surroundings,
): IDataObject {
	const { reaction } = fields as { reaction?: IDataObject };
	return {
		event,
		occurredAt: new Date(at).toISOString(),
		chatID,
		...(message && { messageID: message.id, plainText, message }),
		...fields,
		...(reaction && { reaction: { ...reaction, ...reactor(reaction, account, nameOf) } }),
		chat,
		account,
	};
}

/** The JSON of the item for a change of the connection, which belongs to no chat. */
export const connectionItem = (connection: IDataObject): IDataObject => ({
	event: 'connection.changed',
	occurredAt: new Date().toISOString(),
	chatID: null,
	connection,
	chat: null,
	account: null,
});

/** Who reacted: the name, if a message of theirs was seen, and whether it is the user. */
function reactor(
	{ participantID }: IDataObject,
	account: IDataObject,
	nameOf: Surroundings['nameOf'],
): IDataObject {
	const userID = String(participantID);
	return { participantName: nameOf(userID) ?? null, isSender: selfID(account) === userID };
}

/** The user's own ID on an account; `undefined` if Beeper does not say. */
export function selfID({ user }: IDataObject): string | undefined {
	const { id } = (user ?? {}) as { id?: unknown };
	return id === undefined ? undefined : String(id);
}
