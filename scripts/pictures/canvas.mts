/// <reference lib="dom" />
import type { Editor } from '../../test/e2e/browser/editor.mts';

/** Around the nodes, and below them for their names and subtitles. */
const MARGIN = { x: 40, top: 30, bottom: 90 };

const RUN_MS = 60_000;

/** What stands on the canvas and is none of the workflow's. */
const FURNITURE = [
	'[data-test-id="canvas-controls"]',
	'[data-test-id="execute-workflow-button"]',
	'[data-test-id="canvas-handle-plus-wrapper"]',
	'[data-test-id="canvas-node-toolbar"]',
	'[data-test-id="canvas-background"]',
	// How many items left the last node.
	'[class*="_runDataLabel_"]',
	'.el-notification',
];

/** Presses "Execute workflow", and waits until a node is done. */
export async function runAs(editor: Editor, node: string): Promise<void> {
	await editor.button('Execute workflow').last().click();
	const done = editor.node(node).locator('[data-test-id="canvas-node-status-success"]');
	await done.first().waitFor({ timeout: RUN_MS });
}

/** Only the workflow is left on the canvas, as large as it goes; resolves with where it is. */
export async function canvas(editor: Editor) {
	const { page } = editor;
	await page.addStyleTag({ content: `${FURNITURE.join()} { visibility: hidden !important }` });
	await page.locator('.vue-flow__pane').click({ position: { x: 10, y: 10 } });
	await page.keyboard.press('1');
	await settle(editor);
	const boxes = await page
		.locator('.vue-flow__node')
		.evaluateAll((all) => all.map((one) => one.getBoundingClientRect().toJSON()));
	const left = Math.min(...boxes.map((box) => box.left)) - MARGIN.x;
	const top = Math.min(...boxes.map((box) => box.top)) - MARGIN.top;
	const right = Math.max(...boxes.map((box) => box.right)) + MARGIN.x;
	const bottom = Math.max(...boxes.map((box) => box.bottom)) + MARGIN.bottom;
	return { x: left, y: top, width: right - left, height: bottom - top };
}

/** Until nothing has moved for a moment: menus fold, the canvas glides. */
export async function settle({ page }: Editor): Promise<void> {
	await page.addStyleTag({
		content:
			'.el-notification, [role="tooltip"], [data-reka-popper-content-wrapper] { visibility: hidden !important }',
	});
	await page.mouse.move(640, 5);
	await page.evaluate(async () => {
		const moving = () => document.getAnimations().some(({ playState }) => playState === 'running');
		const end = Date.now() + 2_000;
		await new Promise((resolve) => setTimeout(resolve, 700));
		while (moving() && Date.now() < end) await new Promise((resolve) => setTimeout(resolve, 100));
	});
}
