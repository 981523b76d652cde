import { deliver, resolve } from '../actions/send.mts';
import type { Frame } from '../events/connection.mts';
import type { Travel } from '../events/lane.mts';
import type { Inside } from '../inside.mts';
import { endpointOf } from '../reference/endpoints.mts';
import type { Failure, Latency, Phase, SendFailure, Where } from './faults.mts';
import { isPending, isUndelivered } from '../state/messages.mts';

/** What can go wrong with requests, sends and sockets. Routes are `METHOD /v1/…/{template}` or '*'. */
export type Breakages = {
	/** Time on the way, of requests before they are handled or of answers after; 0 ends it. */
	latency: (latency: Latency, options?: { route?: Where; of?: Phase }) => void;
	failNext: (route: Where, failure?: Failure) => void;
	redirectNext: (route: Where, location: string, status?: 301 | 302 | 307 | 308) => void;
	/** The next upload answers 200 with `error`. */
	uploadError: (message: string) => void;
	/** The next pending message fails. */
	failSend: (failure?: SendFailure) => void;
	/** Sends stay pending; switching it off settles the ones that wait. */
	neverResolve: (on?: boolean) => void;
	/** Sends reach the network and nobody's device; switching it off delivers those that wait. */
	neverDeliver: (on?: boolean) => void;
	/** Ends every socket: cut (1006), or closed with a code. */
	dropSockets: (close?: { code: number; reason?: string }) => void;
	/** The sockets there are now neither answer nor end. */
	blackHoleSockets: () => void;
	/** New sockets are cut right after they opened. */
	acceptAndDrop: (on?: boolean) => void;
	/** Upgrades get this status instead; null ends it. */
	refuseUpgrade: (status: number | null) => void;
	/** `message.upserted` without `entries`. */
	withoutEntries: (on?: boolean) => void;
	/**
	 * How events travel to clients: `{ copies }` of every frame, `{ delayMs }` on the way, messages of one
	 * chat within `{ batchMs }` in one frame, `{ partialEntries }` for every other message only.
	 */
	travel: (travel: Partial<Travel>) => void;
	/** The next events are lost on every open socket; their `seq` is used up. */
	seqGap: (events?: number) => void;
	/** The next events are lost on every open socket without a trace in `seq`. */
	loseEvents: (events?: number) => void;
	/** Sends a frame of another type, numbered like all, to every open socket. */
	tellUnknown: (frame: Frame) => void;
	/** Sends any object, or any text, to every open socket. */
	sendRaw: (frame: Frame | object | string) => void;
	/** This account's chats send no events any more (as some networks do). */
	silence: (accountID: string, on?: boolean) => void;
	/** Everything above that lasts ends. */
	mend: () => void;
};

/** The faults of one double. A route that is not in the reference throws, as it would never fail. */
export function breakagesOf(inside: Inside): Breakages {
	const { faults, hub, world } = inside;
	const known = (where: Where) => {
		if (typeof where === 'string' && where !== '*') endpointOf(where);
		return where;
	};
	return {
		latency: (latency, { route = '*', of = 'request' } = {}) =>
			faults.slow(known(route), latency, of),
		failNext: (route, failure = {}) => faults.fail(known(route), failure),
		redirectNext(route, location, status = 302) {
			faults.fail(known(route), { status, headers: { Location: location }, body: '' });
		},
		uploadError: (message) => void faults.uploadErrors.push(message),
		failSend: (failure = {}) => void faults.sendFailures.push(failure),
		neverResolve(on = true) {
			faults.neverResolve = on;
			if (on) return;
			for (const record of world.chats.values()) {
				for (const one of record.messages.filter(isPending)) resolve(inside, record, one);
			}
		},
		neverDeliver(on = true) {
			faults.neverDeliver = on;
			if (on) return;
			for (const record of world.chats.values()) {
				for (const one of record.messages.filter(isUndelivered)) deliver(inside, record, one);
			}
		},
		dropSockets(close) {
			for (const socket of hub.connections) {
				if (close) socket.close(close.code, close.reason);
				else socket.terminate();
			}
		},
		blackHoleSockets: () => hub.live.forEach((socket) => socket.blackHole()),
		acceptAndDrop: (on = true) => void (faults.acceptAndDrop = on),
		refuseUpgrade: (status) => void (faults.refuseUpgrade = status),
		withoutEntries: (on = true) => void (faults.withoutEntries = on),
		travel: (travel) => void Object.assign(faults.travel, travel),
		seqGap: (events = 1) => hub.live.forEach((socket) => socket.swallow(events)),
		loseEvents: (events = 1) => hub.live.forEach((socket) => socket.lose(events)),
		tellUnknown: (frame) => hub.live.forEach((socket) => socket.tellUnknown(frame)),
		sendRaw: (frame) => hub.live.forEach((socket) => socket.send(frame)),
		silence(accountID, on = true) {
			if (on) faults.silentAccounts.add(accountID);
			else faults.silentAccounts.delete(accountID);
		},
		mend: () => faults.clear(),
	};
}
