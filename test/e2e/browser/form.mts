/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import type { Locator } from 'playwright-core';
import type { Editor } from './editor.mts';

/** A field as a person sees it. */
export interface Field {
	title: string;
	/** What is in it, in words; undefined where it has none of its own, as a collection. */
	value?: string;
}

/** The form of a node that is open. */
export class Form {
	readonly root: Locator;
	readonly #editor: Editor;

	constructor(editor: Editor) {
		this.#editor = editor;
		this.root = editor.id('node-parameters');
	}

	/** The fields that are shown, from top to bottom. */
	async fields(): Promise<Field[]> {
		return await this.root.evaluate(readFields);
	}

	/** Titles that do not fit and end in "…". */
	async cutOff(): Promise<string[]> {
		return await this.root.evaluate(readCutOff);
	}

	/** A field by its parameter's name. */
	field(name: string): Locator {
		return this.root.locator(`[data-test-id="parameter-input-${name}"]:visible`);
	}

	async fill(name: string, text: string): Promise<void> {
		await this.field(name).locator('input, textarea').last().fill(text);
	}

	/** Chooses in a select. */
	async choose(name: string, choice: string): Promise<void> {
		await this.field(name).click();
		await this.#editor.choices
			.filter({ hasText: new RegExp(`^\\s*${choice}\\b`) })
			.first()
			.click();
	}

	/** Whether a picker takes from a list or an ID. */
	async chooseMode(name: string, mode: 'From list' | 'By ID'): Promise<void> {
		await this.field(name).locator('[data-test-id="rlc-mode-selector"]').click();
		await this.#editor.choices.filter({ hasText: mode }).click();
	}

	/** What a select offers: the names, without what is said about them. */
	async offered(name: string): Promise<string[]> {
		await this.field(name).click();
		return await this.#read();
	}

	/** What "Add Option" offers, or nothing where there is only one thing to add; the button is found by its text. */
	async addable(button: string): Promise<string[] | undefined> {
		const add = this.#add(button);
		if ((await add.locator('input').count()) === 0) return undefined;
		await add.click();
		return await this.#read();
	}

	/** Adds an option through "Add Option" or a button like it. */
	async add(button: string, option?: string): Promise<void> {
		await this.#add(button).click();
		if (!option) return;
		await this.#editor.choices.filter({ hasText: new RegExp(`^\\s*${option}\\s*$`) }).click();
	}

	/** Opens a picker and searches in it; resolves with the entries, their second line included. */
	async search(name: string, text = ''): Promise<Locator> {
		await this.field(name).locator('[data-test-id="rlc-input"]').click();
		const entries = this.#editor.id('rlc-item').filter({ visible: true });
		await entries.first().waitFor();
		if (text) {
			const box = this.#editor.id('rlc-search').filter({ visible: true });
			const answered = this.#editor.page.waitForResponse(
				(response) =>
					response.url().includes('resource-locator-results') &&
					(response.request().postData() ?? '').includes(`"filter":"${text}"`),
			);
			await box.locator('input').or(box).last().fill(text);
			await answered;
			await entries.first().waitFor();
		}
		return entries;
	}

	#add(button: string): Locator {
		return this.root
			.locator(
				'[data-test-id="collection-parameter-add"]:visible, [data-test-id="fixed-collection-add"]:visible',
			)
			.filter({
				has: this.#editor.page.locator(`input[placeholder="${button}"], span:text-is("${button}")`),
			})
			.last();
	}

	async #read(): Promise<string[]> {
		const { choices, page } = this.#editor;
		await choices.first().waitFor();
		const names = await choices.evaluateAll((all) =>
			all.map((one) => (one as HTMLElement).innerText.trim().split('\n')[0]),
		);
		await page.keyboard.press('Escape');
		await choices.first().waitFor({ state: 'hidden' });
		return names;
	}
}

/** Runs in the page. */
function readFields(root: Element): Array<{ title: string; value?: string }> {
	const text = (element?: Element | null) => (element?.textContent ?? '').trim();
	const labels = [...root.querySelectorAll('[data-test-id="input-label"]')];
	return labels
		.filter((label) => label.checkVisibility())
		.map((label) => {
			const title = text(label.querySelector('.n8n-text'));
			const input = label.querySelector('[data-test-id="parameter-input"]');
			if (!input) return { title };
			const toggle = input.querySelector<HTMLInputElement>('input[role="switch"]');
			if (toggle) return { title, value: toggle.checked ? 'on' : 'off' };
			const lines = [...input.querySelectorAll('.cm-line')].map((line) => line.textContent ?? '');
			if (lines.length > 0) return { title, value: `=${lines.join('\n')}` };
			const tags = [...input.querySelectorAll('.el-tag')].map(text);
			if (tags.length > 0) return { title, value: tags.join(', ') };
			const boxes = [...input.querySelectorAll<HTMLInputElement>('input, textarea')];
			return {
				title,
				value: boxes
					.map((box) => box.value)
					.filter(Boolean)
					.join(' '),
			};
		});
}

/** Runs in the page. */
function readCutOff(root: Element): string[] {
	const titles = [...root.querySelectorAll('[data-test-id="input-label"] .n8n-text')];
	return titles
		.filter((title) => title.checkVisibility())
		.filter((title) =>
			[title, title.parentElement!].some((box) => box.scrollWidth > box.clientWidth + 1),
		)
		.map((title) => (title.textContent ?? '').trim());
}
