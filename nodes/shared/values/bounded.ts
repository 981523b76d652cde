/** A Map that holds at most `max` entries: one more drops the entry that was added first. */
export class BoundedMap<K, V> extends Map<K, V> {
	constructor(private readonly max: number) {
		super();
	}

	override set(key: K, value: V): this {
		super.set(key, value);
		if (this.size > this.max) this.delete(this.keys().next().value as K); // larger than `max`, it is not empty
		return this;
	}
}

/** A Set that holds at most `max` values: one more drops the value that was added first. */
export class BoundedSet<T> extends Set<T> {
	constructor(private readonly max: number) {
		super();
	}

	override add(value: T): this {
		super.add(value);
		if (this.size > this.max) this.delete(this.values().next().value as T); // larger than `max`, it is not empty
		return this;
	}
}
