import type { World } from './world.mts';

/** Final message IDs are numbers in text, as in the official examples ('1343993'). */
export const messageID = (world: World) => String(1_343_993 + world.numbering + world.next());

/** One width for all, so that comparing as text and as number agree. */
export const sortKey = (world: World) => String(821_000_000 + world.numbering + world.next());

/** What a send is answered with (reference 33); opaque. */
export const pendingID = (world: World) => `~beeper-desktop-${scramble(world)}`;

/** A Matrix event ID. */
export const eventID = (world: World) => `$${scramble(world)}:beeper.com`;

/** A Matrix room ID, as new chats get. */
export const roomID = (world: World) => `!${scramble(world)}:beeper.com`;

/** The ID of an upload (reference 38). */
export const uploadID = (world: World) => `upload_${scramble(world)}`;

/** The mxc URL of a file. */
export const assetID = (world: World) => `mxc://local.beeper.com/${scramble(world)}`;

/** The ID of a reaction that came without one (reference 28). */
export const transactionID = (world: World) => `txn_${scramble(world)}`;

/** The ID of a login session (reference 12); opaque. */
export const loginSessionID = (world: World) => `login_${scramble(world)}`;

/** The ID of a sign-in to the app (reference 48). */
export const setupRequestID = (world: World) => `setup_${scramble(world)}`;

/** A Matrix transaction ID, as verifications have. */
export const verificationID = (world: World) => `verification_${scramble(world)}`;

/** A recovery key as it is shown to people: groups of four. */
export function recoveryKey(world: World): string {
	const letters = Array.from({ length: 4 }, () => scramble(world).slice(-12)).join('');
	return `Es${letters}`.match(/.{4}/g)?.join(' ') ?? letters;
}

/** Something that is new each time and means nothing: QR payloads, tokens, parts of IDs. */
export const tag = (world: World) => scramble(world);

/** A code of so many digits, as networks and e-mails send them. */
export const digits = (world: World, count: number) =>
	String(parseInt(scramble(world), 36) % 10 ** count).padStart(count, '0');

// Looks random, so that nobody sorts or parses it, and is the same in every run.
function scramble(world: World): string {
	const number = BigInt(world.next()) * 0x9e3779b97f4a7c15n;
	return BigInt.asUintN(64, number ^ (number >> 29n))
		.toString(36)
		.padStart(13, 'a');
}
