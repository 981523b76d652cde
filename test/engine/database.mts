import type { IDataObject, Workflow } from 'n8n-workflow';

/** What n8n's database keeps of a workflow between its executions, and over a restart. */
export interface Saved {
	/** As n8n stores it: `{ 'node:Beeper Trigger': { … } }`. */
	staticData?: IDataObject;
	/** The keys of executions that still exist; delete one to prune its execution. */
	deduplicationKeys?: Iterable<string>;
}

/** The part of n8n's database that triggers touch. */
export class Database {
	staticData: IDataObject;
	readonly deduplicationKeys: Set<string>;

	constructor({ staticData = {}, deduplicationKeys = [] }: Saved = {}) {
		this.staticData = structuredClone(staticData);
		this.deduplicationKeys = new Set(deduplicationKeys);
	}

	/** Saves a workflow's static data if it changed; all of it, so the last writer wins. */
	async saveStaticData({ staticData }: Workflow): Promise<void> {
		if (staticData.__dataChanged !== true) return;
		this.staticData = JSON.parse(JSON.stringify(staticData)) as IDataObject;
		// n8n clears the mark only when the database has answered: what changes until then counts as
		// saved though it is not, until the next change.
		await new Promise((resolve) => setImmediate(resolve));
		staticData.__dataChanged = false;
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
