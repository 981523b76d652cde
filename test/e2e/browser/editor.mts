import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type BrowserContext, chromium, type Locator, type Page } from 'playwright-core';
import { installedChromium } from '../../../scripts/chromium.mjs';
import { type N8n, OWNER } from '../../n8n/index.mts';
import { Form } from './form.mts';
import { Problems } from './problems.mts';

const ARGS = [
	'--no-sandbox',
	'--disable-gpu',
	'--disable-quic',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
	// Nobody but this machine is asked for anything.
	'--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
];

const ACTION_MS = 20_000;

export type Theme = 'light' | 'dark';

export interface EditorOptions {
	theme?: Theme;
	width?: number;
	height?: number;
	/** Pixels of a picture per pixel of the page. */
	scale?: number;
}

/** n8n's editor in a Chromium of its own, with the owner signed in. */
export class Editor {
	readonly page: Page;
	readonly problems: Problems;
	readonly #n8n: N8n;
	readonly #context: BrowserContext;
	readonly #profile: string;

	private constructor(n8n: N8n, context: BrowserContext, profile: string) {
		this.#n8n = n8n;
		this.#context = context;
		this.#profile = profile;
		[this.page] = context.pages();
		this.problems = new Problems(this.page);
	}

	static async start(n8n: N8n, options: EditorOptions = {}): Promise<Editor> {
		const { theme = 'light', width = 1600, height = 1000, scale = 1 } = options;
		const profile = mkdtempSync(path.join(tmpdir(), 'chromium-'));
		const context = await chromium.launchPersistentContext(profile, {
			executablePath: installedChromium(),
			headless: true,
			args: ARGS,
			viewport: { width, height },
			deviceScaleFactor: scale,
		});
		context.setDefaultTimeout(ACTION_MS);
		const editor = new Editor(n8n, context, profile);
		await editor.#atHome(theme);
		await editor.#signIn();
		return editor;
	}

	async [Symbol.asyncDispose](): Promise<void> {
		await this.#context.close();
		rmSync(this.#profile, { recursive: true, force: true });
	}

	/** An element by the name that n8n gives it for tests. */
	id(name: string): Locator {
		return this.page.locator(`[data-test-id="${name}"]`);
	}

	button(name: string | RegExp): Locator {
		return this.page.getByRole('button', { name });
	}

	/** What a select that is open offers. */
	get choices(): Locator {
		return this.page.locator('.el-select-dropdown__item:visible');
	}

	async goTo(where: string): Promise<void> {
		await this.page.goto(`${this.#n8n.url}${where}`);
	}

	async openWorkflow(id: string): Promise<void> {
		await this.goTo(`/workflow/${id}`);
		await this.node().first().waitFor();
		// The canvas moves until it shows all nodes.
		await this.id('canvas-controls').waitFor();
	}

	/** Imports a workflow through the menu behind "⋯". */
	async importFile(file: string): Promise<void> {
		await this.id('workflow-menu').click();
		await this.page.getByRole('menuitem', { name: 'Import' }).hover();
		const chooser = this.page.waitForEvent('filechooser');
		await this.page.getByRole('menuitem', { name: 'From file' }).click();
		await (await chooser).setFiles(file);
	}

	/** A node of the canvas, by its name; all of them without one. */
	node(name?: string): Locator {
		return this.id('canvas-node').and(
			this.page.locator(name ? `[data-node-name="${name}"]` : '[data-node-name]'),
		);
	}

	/** What stands under the names of the nodes, and whether it ends in "…". */
	async subtitles(): Promise<Array<{ text: string; isCutOff: boolean }>> {
		return await this.node()
			.locator('[class*="_subtitle_"]')
			.evaluateAll((all) =>
				all.map((one) => ({
					text: (one.textContent ?? '').trim(),
					isCutOff: one.scrollWidth > one.clientWidth + 1,
				})),
			);
	}

	/** Opens a node as a person does: with a double click. */
	async openNode(name: string): Promise<Form> {
		await this.node(name)
			.first()
			.dblclick({ position: { x: 12, y: 12 } });
		const form = new Form(this);
		await form.root.waitFor();
		return form;
	}

	async closeNode(): Promise<void> {
		await this.id('ndv-close-button').click();
		await this.id('ndv').waitFor({ state: 'hidden' });
	}

	/** A picture of what is seen, if E2E_SHOTS names a folder for them. */
	async shot(name: string, of: Locator | Page = this.page): Promise<void> {
		const folder = process.env.E2E_SHOTS;
		if (folder) await of.screenshot({ path: path.join(folder, `${name}.png`) });
	}

	/** The theme and no visitors from outside, before the first page is there. */
	async #atHome(theme: Theme): Promise<void> {
		await this.#context.addInitScript((name) => localStorage.setItem('N8N_THEME', name), theme);
		// About a community package n8n asks npm for its newest version, and how often it was downloaded.
		await this.#context.route(/^https:\/\/(registry|api)\.npmjs\.org\//, async (route) => {
			await route.fulfill({
				json: { 'dist-tags': {}, versions: {}, maintainers: [], downloads: [] },
			});
		});
	}

	async #signIn(): Promise<void> {
		await this.goTo('/signin');
		await this.page.locator('input[name="emailOrLdapLoginId"]').fill(OWNER.email);
		await this.page.locator('input[type="password"]').fill(OWNER.password);
		await this.button('Sign in').click();
		await this.page.waitForURL((url) => !url.pathname.includes('signin'));
		// Before one is signed in, n8n is asked who one is, and says 401.
		this.problems.all.length = 0;
	}
}
