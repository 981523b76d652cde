import { keyOf, type Credential } from '../../api/apiClient';
import type { Member } from './subscriber';
import { Station } from './hub';

/** The stations of this process. Kept in the module: n8n loads it once, for all workflows. */
const stations = new Map<string, Station>();

/** A trigger's place at the station of its Beeper; which one that is may change with its credential. */
export class Seat {
	private current: Station | undefined;

	constructor(private readonly member: Member) {}

	/** The station it listens through; `undefined` before `take` and after `leave`. */
	get station(): Station | undefined {
		return this.current;
	}

	/** Joins the station for this address and token; the first trigger there opens it. */
	take(credential: Credential) {
		const key = keyOf(credential);
		const station = stations.get(key) ?? new Station(key, credential, moveMember);
		stations.set(key, station);
		seats.set(this.member, this);
		this.current = station;
		station.join(this.member);
	}

	/** Leaves; the last one closes the station. Doing it twice is harmless. */
	leave() {
		const station = this.current;
		this.current = undefined;
		if (station?.leave(this.member)) stations.delete(station.key);
	}
}

const seats = new WeakMap<Member, Seat>();

function moveMember(member: Member, to: Credential) {
	const seat = seats.get(member);
	if (!seat?.station) return;
	seat.leave();
	seat.take(to);
}
