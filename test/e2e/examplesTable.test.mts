import type { Message } from '../double/wire/models.mts';
import { start } from '../double/start.mts';
import type { Desktop } from '../double/driver.mts';
import type { Result } from '../engine/result.mts';
import { isEnded, N8n, until } from '../n8n/index.mts';
import { example } from './example.mts';
import { beeperCredential, FRIEND } from './given.mts';

let n8n: N8n;
beforeAll(async () => {
	n8n = await N8n.start();
});
afterAll(async () => await n8n[Symbol.asyncDispose]());

const TABLE = 'Beeper inbox';

interface Row {
	chatID: string;
	messageID: string;
	text: string;
	editedAt: string | null;
	deletedAt: string | null;
	[column: string]: unknown;
}

const tables = async (): Promise<string> => {
	const { id } = await n8n.rest.get<{ id: string }>('/projects/personal');
	return `/projects/${id}/data-tables`;
};

/** The table's rows as n8n shows them, oldest first; none where there is no table. */
async function rows(): Promise<Row[]> {
	const at = await tables();
	const found = await n8n.rest.get<{ data: Array<{ id: string; name: string }> }>(at);
	const table = found.data.find(({ name }) => name === TABLE);
	if (!table) return [];
	return (await n8n.rest.get<{ data: Row[] }>(`${at}/${table.id}/rows?take=100`)).data;
}

/** All rows, once they are as they should be. */
const rowsOnce = async (what: string, isSo: (rows: Row[]) => boolean): Promise<Row[]> =>
	await until(
		what,
		async () => {
			const now = await rows();
			return isSo(now) && now;
		},
		{ seen: rows },
	);

/** The rows of a message; IDs are those of its chat alone. */
const rowsOf = (all: Row[], { chatID, id }: Message) =>
	all.filter((one) => one.chatID === chatID && one.messageID === id);

const rowOf = (all: Row[], message: Message): Row | undefined => rowsOf(all, message)[0];

/** The example, published, and nothing else set than the credential. */
async function published(desktop: Desktop): Promise<string> {
	const workflow = await n8n.addWorkflow(example('inbox-to-table'), [
		await beeperCredential(n8n, desktop),
	]);
	await n8n.publish(workflow);
	await desktop.waitForSubscription();
	return workflow;
}

/** Every execution has ended, and nothing went wrong in any. */
async function expectSuccess(workflow: string) {
	const all = async () => await n8n.executions(workflow);
	await until('the end of all executions', async () => (await all()).every(isEnded));
	expect(new Set((await all()).map(({ status }) => status))).toEqual(new Set(['success']));
}

/** The newest execution, once it has ended. */
async function newest(workflow: string): Promise<Result> {
	const { id } = (await n8n.executions(workflow)).at(-1)!;
	return await n8n.execution(workflow, (row) => row.id === id);
}

/** Runs the workflow by hand with what its trigger gave before: n8n's "Debug in editor". */
async function runAgain(workflow: string, before: Result): Promise<Result> {
	const name = 'Something happened';
	const { versionId } = await n8n.rest.get<{ versionId: string }>(`/workflows/${workflow}`);
	const pinData = { [name]: before.items(name) };
	await n8n.rest.patch(`/workflows/${workflow}`, { versionId, pinData });
	return await n8n.run(workflow, name);
}

test('what is written, edited and deleted in any chat is so in the table', async () => {
	await using desktop = await start();
	// Beeper says everything twice.
	desktop.travel({ copies: 2 });
	const workflow = await published(desktop);
	const mara = desktop.friend(FRIEND);

	// Two at once, in two chats, and there is no table yet.
	const hello = mara.writes('Dinner at *seven*?');
	const draft = desktop.friend('Priya Nair').writes('The draft is ready');
	const mine = desktop.me.writes(FRIEND, 'Yes!');
	const first = await rowsOnce('three rows', ({ length }) => length === 3);
	expect(rowOf(first, hello)).toMatchObject({
		chatID: desktop.chat(FRIEND).id,
		chat: FRIEND,
		network: 'WhatsApp',
		sender: FRIEND,
		fromMe: false,
		kind: 'TEXT',
		text: 'Dinner at *seven*?',
		sentAt: hello.timestamp,
		editedAt: null,
		deletedAt: null,
	});
	expect(rowOf(first, draft)).toMatchObject({ chat: 'Priya Nair', network: 'Signal' });
	expect(rowOf(first, mine)).toMatchObject({ sender: 'Robin Hale', fromMe: true });

	mara.edits(hello.id, 'Dinner at eight?');
	const edited = await rowsOnce('the edit', (all) => !!rowOf(all, hello)?.editedAt);
	expect(rowOf(edited, hello)).toMatchObject({
		text: 'Dinner at eight?',
		sentAt: hello.timestamp,
		editedAt: desktop.messages(FRIEND).find(({ id }) => id === hello.id)!.editedTimestamp,
		deletedAt: null,
	});

	mara.deletes(hello.id);
	const deleted = await rowsOnce('the deletion', (all) => !!rowOf(all, hello)?.deletedAt);
	const isTold = new Date(rowOf(deleted, hello)!.deletedAt!).getTime();
	expect(isTold).toBeGreaterThanOrEqual(Date.parse(String(hello.timestamp)));
	expect(rowOf(deleted, hello)).toMatchObject({ text: 'Dinner at eight?' });
	expect(deleted).toHaveLength(3);
	await expectSuccess(workflow);
	await n8n.unpublish(workflow);
});

test('what is not in the table yet can be edited and deleted, and nothing is there twice', async () => {
	await using desktop = await start();
	// Before the workflow was published.
	const tom = desktop.friend('Tom Okafor');
	const [old, older] = [tom.writes('Old'), tom.writes('Older')];
	const before = (await rows()).length;
	const workflow = await published(desktop);

	tom.edits(old.id, 'New');
	const edited = await rowsOnce('the edit', (all) => !!rowOf(all, old));
	expect(rowOf(edited, old)).toMatchObject({ text: 'New', sender: 'Tom Okafor' });
	expect(rowOf(edited, old)!.editedAt).not.toBeNull();

	// Of a message that is in no row there is nothing to mark.
	tom.deletes(older.id);
	await until('both executions', async () => (await n8n.executions(workflow)).length === 2);
	expect((await newest(workflow)).json('Mark the row as deleted')).toEqual([]);

	const fresh = tom.writes('Once');
	await rowsOnce('its row', (all) => !!rowOf(all, fresh));
	const again = await runAgain(workflow, await newest(workflow));
	expect(again.json('Write the row')).toMatchObject([{ messageID: fresh.id }]);

	const all = await rows();
	expect(rowsOf(all, fresh)).toHaveLength(1);
	expect(rowOf(all, older)).toBeUndefined();
	expect(all).toHaveLength(before + 2);
	await expectSuccess(workflow);
	await n8n.unpublish(workflow);
});
