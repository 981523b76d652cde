import { createRequire } from 'node:module';
import { join } from 'node:path';
import { activate, loadPackage } from '../../engine/index.mts';

const { emitters } = createRequire(import.meta.url)(
	'../../engine/fixture/nodes/WidgetTrigger.node.js',
);
const nodes = await loadPackage(join(import.meta.dirname, '../../engine/fixture'));

const file = {
	nodes: [{ name: 'When', type: 'n8n-nodes-fixture.widgetTrigger' }],
	connections: {},
};

/** A workflow whose trigger wrote 1, 2, 3 as its cursor, and emitted each time. */
async function emittedThree() {
	const active = await activate(file, { nodes });
	const { staticData, context } = emitters.at(-1);
	for (const cursor of [1, 2, 3]) {
		staticData.cursor = cursor;
		context.emit([[{ json: { cursor } }]], undefined, undefined, `key ${cursor}`);
	}
	return active;
}

const cursorIn = ({ staticData }: { staticData?: object }) =>
	(staticData as Record<string, { cursor?: number }>)['node:When'].cursor;

describe('a crash of n8n', () => {
	test('may lose the last saves of static data, though the executions exist', async () => {
		await using active = await emittedThree();
		await active.crash({ saves: 2 });
		expect(cursorIn(active.saved)).toBe(1);
		expect(active.saved.deduplicationKeys).toEqual(new Set(['key 1', 'key 2', 'key 3']));
	});

	test('may lose executions, though static data is saved', async () => {
		await using active = await emittedThree();
		await active.crash({ starts: ({ deduplicationKey }) => deduplicationKey === 'key 2' });
		expect(cursorIn(active.saved)).toBe(3);
		expect(active.saved.deduplicationKeys).toEqual(new Set(['key 1', 'key 3']));
		expect(active.emitted.all.map(({ isUnstarted }) => isUnstarted)).toEqual([
			undefined,
			true,
			undefined,
		]);
	});

	test('loses no execution that was done', async () => {
		await using active = await emittedThree();
		for (let count = 0; count < 3; count++) await active.waitForExecution();
		await active.crash({ starts: () => true });
		expect(active.saved.deduplicationKeys).toEqual(new Set(['key 1', 'key 2', 'key 3']));
	});
});
