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
	startedAt: string;
	stoppedAt?: string;
	/** Until when it waits. */
	waitTill?: string | null;
}

interface Page {
	results: Row[];
	/** Since 2.41; before that the last ID is where the next page begins. */
	nextCursor?: string | null;
}

/** The executions of a workflow that n8n has kept, oldest first. */
export async function listExecutions(rest: Rest, workflowId: string): Promise<Row[]> {
	const rows = new Map<string, Row>();
	const filter = encodeURIComponent(JSON.stringify({ workflowId }));
	let next: string | undefined = '';
	while (next !== undefined) {
		const path: string = `/executions?filter=${filter}&limit=${PAGE}${next}`;
		const { results, nextCursor }: Page = await rest.get<Page>(path);
		for (const row of results) rows.set(row.id, row);
		if (nextCursor !== undefined) next = nextCursor ? `&cursor=${nextCursor}` : undefined;
		else next = results.length < PAGE ? undefined : `&lastId=${results.at(-1)!.id}`;
	}
	return [...rows.values()].sort((one, other) => Number(one.id) - Number(other.id));
}

/** One execution with all its items, as the test engine gives them too. */
export async function readExecution(rest: Rest, id: string): Promise<Result> {
	const row = await rest.get<Row & { data: string }>(`/executions/${id}`);
	const run = { ...row, data: parse(row.data) } as unknown as IRun;
	return new Result(id, run, row.status, []);
}
