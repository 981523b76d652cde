import { type Random, randomFrom } from '../double/random.mts';

/** Everything random comes from dice, so that the same seed gives the same run. */
export class Dice {
	#random: Random;

	constructor(seed: number) {
		this.#random = randomFrom(seed);
	}

	/** A whole number, both ends included. */
	between(min: number, max: number): number {
		return min + Math.floor(this.#random() * (max - min + 1));
	}

	chance(probability: number): boolean {
		return this.#random() < probability;
	}

	pick<Item>(items: readonly Item[]): Item {
		return items[Math.floor(this.#random() * items.length)];
	}

	/** A key, as often as its weight says. */
	weighted<Key extends string>(weights: Record<Key, number>): Key {
		// Object.entries forgets which keys there are.
		const entries = Object.entries(weights) as Array<[Key, number]>;
		let left = this.#random() * entries.reduce((sum, [, weight]) => sum + weight, 0);
		return (entries.find(([, weight]) => (left -= weight) < 0) ?? entries[0])[0];
	}

	/** A seed for dice that somebody else throws: how often they do changes nothing here. */
	seed(): number {
		return this.between(1, 2 ** 31);
	}
}
