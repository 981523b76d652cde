import { createRequire } from 'node:module';
import type { ExecutionStatus, IRun } from 'n8n-workflow';
import { Result } from '../engine/result.mts';
import type { Rest } from './rest.mts';

const { parse } = createRequire(import.meta.url)('flatted') as typeof import('flatted');

const PAGE = 100;

export interface Row {
	id: string;
	workflowId: string;
	status: ExecutionStatus;
	mode: string;
	createdAt: string;
	startedAt: string | null;
	stoppedAt?: string;
	/** Until when it waits. */
	waitTill?: string | null;
}

interface Page {
	results: Row[];
	/** Since 2.41; before that the last ID is where the next page begins. */
	nextCursor?: string | null;
}

/**
 * Pages are in the order in which executions began, and the next one holds lower IDs than the last row of this one. In
 * queue mode these orders differ: where workers begin several at a time, n8n leaves some out. So pages overlap.
 */
const OVERLAP = PAGE / 2;

/** The executions of a workflow that n8n has kept, oldest first. */
export async function listExecutions(rest: Rest, workflowId: string): Promise<Row[]> {
	const rows = new Map<string, Row>();
	const filter = encodeURIComponent(JSON.stringify({ workflowId }));
	let next = '';
	for (;;) {
		const path = `/executions?filter=${filter}&limit=${PAGE}${next}`;
		const { results, nextCursor } = await rest.get<Page>(path);
		const known = rows.size;
		for (const row of results) rows.set(row.id, row);
		if (results.length < PAGE || rows.size === known) break;
		const { id: last, startedAt, createdAt } = results.at(-1)!;
		const id = String(Number(last) + OVERLAP);
		const timestamp = new Date(startedAt ?? createdAt).toISOString();
		const cursor = JSON.stringify({ version: 1, v1: { id, timestamp } });
		const encoded = Buffer.from(cursor).toString('base64url');
		next = nextCursor === undefined ? `&lastId=${id}` : `&cursor=${encoded}`;
	}
	return [...rows.values()].sort((one, other) => Number(one.id) - Number(other.id));
}

/** One execution with all its items, as the test engine gives them too. */
export async function readExecution(rest: Rest, id: string): Promise<Result> {
	const row = await rest.get<Row & { data: string }>(`/executions/${id}`);
	const run = { ...row, data: parse(row.data) } as unknown as IRun;
	return new Result(id, run, row.status, []);
}
