import { Arrivals } from '../far/arrivals.mts';
import type { Connection, DomainEvent } from './connection.mts';

/** A domain event as it went to the feed, whether or not anybody was listening. */
export type Told = DomainEvent & { ts: string | number };

/** All clients of the feed, and the way every change reaches them. */
export class Hub {
	connections = new Set<Connection>();
	told: Told[] = [];
	events = new Arrivals<Told>();
	connected = new Arrivals<Connection>();
	subscribed = new Arrivals<Connection>();
	disconnected = new Arrivals<Connection>();
	#stamp: () => string | number;

	constructor(stamp: () => string | number) {
		this.#stamp = stamp;
	}

	/** Those that still answer. */
	get live(): Connection[] {
		return [...this.connections].filter(({ isBlackHole }) => !isBlackHole);
	}

	/** Tells every subscribed client, and whoever waits for the event. */
	tell(event: DomainEvent) {
		const ts = this.#stamp();
		this.told.push({ ...event, ts });
		for (const connection of this.connections) connection.tell(event, ts);
		this.events.push({ ...event, ts });
	}

	add(connection: Connection) {
		this.connections.add(connection);
		this.connected.push(connection);
	}

	remove(connection: Connection) {
		this.connections.delete(connection);
		this.disconnected.push(connection);
	}

	terminateAll() {
		for (const connection of this.connections) connection.terminate();
	}
}
