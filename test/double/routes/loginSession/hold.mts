import type { Socket } from 'node:net';
import type { Inside } from '../../inside.mts';
import type { LoginRecord } from '../../state/loginSessions.mts';

/** Waits until there is something the client was not told yet, or it hangs up, or `holdMs` is over. */
export async function hold({ clock, settings }: Inside, record: LoginRecord, socket: Socket) {
	if (record.shown !== record.changes) return;
	const { promise, resolve } = Promise.withResolvers<void>();
	record.polls.add(resolve);
	socket.once('close', resolve);
	if (Number.isFinite(settings.holdMs)) clock.after(settings.holdMs, resolve);
	await promise;
	record.polls.delete(resolve);
	socket.off('close', resolve);
}
