import type { IDataObject, Workflow } from 'n8n-workflow';

/** What n8n's database keeps of a workflow between its executions, and over a restart. */
export interface Saved {
	/** As n8n stores it: `{ 'node:Beeper Trigger': { … } }`. */
	staticData?: IDataObject;
	/** The keys of executions that still exist; delete one to prune its execution. */
	deduplicationKeys?: Iterable<string>;
}

/** How long n8n may take to write something: a crash loses nothing that is older. */
export const WRITE_MS = 100;

/** The part of n8n's database that triggers touch. */
export class Database {
	staticData: IDataObject;
	readonly deduplicationKeys: Set<string>;
	/** What static data was before each of the latest saves. */
	#before: Array<{ at: number; staticData: IDataObject }> = [];

	constructor({ staticData = {}, deduplicationKeys = [] }: Saved = {}) {
		this.staticData = structuredClone(staticData);
		this.deduplicationKeys = new Set(deduplicationKeys);
	}

	/** Saves a workflow's static data if it changed; all of it, so the last writer wins. */
	async saveStaticData({ staticData }: Workflow): Promise<void> {
		if (staticData.__dataChanged !== true) return;
		this.#note();
		this.staticData = JSON.parse(JSON.stringify(staticData)) as IDataObject;
		// n8n clears the mark only when the database has answered: what changes until then counts as
		// saved though it is not, until the next change.
		await new Promise((resolve) => setImmediate(resolve));
		staticData.__dataChanged = false;
	}

	/** Undoes so many of the latest saves, as far as they can have been under way just now. */
	undoSaves(count: number): void {
		const recent = this.#before.filter(({ at }) => performance.now() - at < WRITE_MS);
		const [oldest] = recent.slice(-count);
		if (count > 0 && oldest) this.staticData = oldest.staticData;
		this.#before = [];
	}

	#note(): void {
		const at = performance.now();
		this.#before = this.#before.filter((one) => at - one.at < WRITE_MS);
		this.#before.push({ at, staticData: this.staticData });
	}

	/** Takes a deduplication key for a new execution; false if an execution already has it. */
	takeKey(key: string | undefined): boolean {
		if (key === undefined) return true;
		if (key.length > 255) throw new Error('value too long for type character varying(255)');
		if (this.deduplicationKeys.has(key)) return false;
		this.deduplicationKeys.add(key);
		return true;
	}
}
