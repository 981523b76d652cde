import { enter } from './actions/setup.mts';
import type { Connection } from './events/connection.mts';
import type { Told } from './events/hub.mts';
import { breakagesOf, type Breakages } from './far/breakages.mts';
import { meantChat, meantFriend } from './far/find.mts';
import { lifeOf, type Life } from './far/life.mts';
import { meIn, type Me } from './far/me.mts';
import { phoneOf, type Phone } from './far/phone.mts';
import { otherDeviceOf, type OtherDevice } from './far/otherDevice.mts';
import { personIn, type Person } from './far/person.mts';
import { renumberOf, type Renumber } from './far/renumber.mts';
import { stageOf, type Stage } from './far/stage.mts';
import { transcriptOf } from './far/transcript.mts';
import { waitsOn, type Waits } from './far/waits.mts';
import type { Recorded } from './http/ledger.mts';
import type { Server } from './http/server.mts';
import type { Inside } from './inside.mts';
import { wholeChat } from './state/present.mts';
import { appState } from './state/verifications.mts';
import type { Chat, Message } from './wire/models.mts';
import type { AppState, MailedCode, SetupState } from './wire/setup.mts';

/** A stand-in Beeper Desktop as a test holds it. */
export type Desktop = Waits &
	Breakages &
	Life &
	Renumber &
	Stage & {
		url: string;
		/** The feed's address. */
		wsUrl: string;
		port: number;
		token: string;
		readOnlyToken: string;
		version: string;
		me: Me;
		/** This user's phone, where sign-ins to networks are confirmed. */
		phone: Phone;
		/** This user's other device, where this one is verified. */
		otherDevice: OtherDevice;
		/** Sign-in codes that were mailed, oldest first. */
		codes: MailedCode[];
		/** What the user noted to get at their keys; null for a new user before they made one. */
		recoveryKey: string | null;
		/** The app's own sign-in, as it is, or put into a state. */
		setupState: (state?: SetupState) => AppState;
		/** A participant, by full name or ID; without a chat, in their direct chat. */
		friend: (nameOrID: string, chat?: string) => Person;
		/** A chat by ID, localChatID or title, with all participants. */
		chat: (idOrTitle: string) => Chat;
		/** All messages of a chat, oldest first. */
		messages: (idOrTitle: string) => Message[];
		transcript: (idOrTitle: string) => string;
		/** Every request so far, oldest first. */
		requests: Recorded[];
		clearRequests: () => void;
		/** HTTP requests being answered now, and the most there were at once. */
		inFlight: number;
		maxInFlight: number;
		/** Open sockets that still answer; `connections` has them all, black-holed ones too. */
		sockets: number;
		connections: Connection[];
		/** Every domain event so far. */
		events: Told[];
		/** The chat POST /v1/focus brought to the front. */
		focused: { chatID?: string; messageID?: string };
	};

/** Puts the driver together over a double that already listens. */
export function driverOf(inside: Inside, server: Server): Desktop {
	const { ledger, hub, settings, world } = inside;
	const host = settings.host.includes(':') ? `[${settings.host}]` : settings.host;
	const parts = {
		...waitsOn(inside),
		...breakagesOf(inside),
		...lifeOf(inside, server),
		...renumberOf(inside),
		...stageOf(inside),
	};
	return {
		...parts,
		url: `http://${host}:${server.port}`,
		wsUrl: `ws://${host}:${server.port}/v1/ws`,
		port: server.port,
		token: settings.token,
		readOnlyToken: settings.readOnlyToken,
		version: inside.generation.version,
		me: meIn(inside),
		phone: phoneOf(inside),
		otherDevice: otherDeviceOf(inside),
		setupState(state) {
			if (state) enter(inside, state);
			return appState(inside);
		},
		friend(nameOrID, chat) {
			const { record, who } = meantFriend(world, nameOrID, chat);
			return personIn(inside, record, who);
		},
		chat: (idOrTitle) => wholeChat(world, meantChat(world, idOrTitle)),
		messages: (idOrTitle) =>
			meantChat(world, idOrTitle).messages.map(({ message }) => structuredClone(message)),
		transcript: (idOrTitle) => transcriptOf(meantChat(world, idOrTitle)),
		clearRequests: () => ledger.clear(),
		get codes() {
			return [...inside.setup.mailed];
		},
		get recoveryKey() {
			return inside.setup.recoveryKey;
		},
		get requests() {
			return ledger.requests;
		},
		get inFlight() {
			return ledger.inFlight;
		},
		get maxInFlight() {
			return ledger.maxInFlight;
		},
		get sockets() {
			return hub.live.length;
		},
		get connections() {
			return [...hub.connections];
		},
		get events() {
			return hub.told;
		},
		get focused() {
			return inside.focus;
		},
	};
}
