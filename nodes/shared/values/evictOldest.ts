/** Drops what was added first until no more than `most` are left. */
export function forgetOldest(collection: Map<string, unknown> | Set<string>, most: number) {
	for (const oldest of collection.keys()) {
		if (collection.size <= most) return;
		collection.delete(oldest);
	}
}
