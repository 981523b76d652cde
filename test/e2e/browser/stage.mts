import type { Desktop } from '../../double/driver.mts';
import { start } from '../../double/start.mts';
import { type Credential, N8n } from '../../n8n/index.mts';
import { beeperCredential } from '../given.mts';
import { Editor, type EditorOptions } from './editor.mts';

/** A real n8n in a browser, with the stand-in and a credential for it. */
export class Stage {
	readonly n8n: N8n;
	readonly desktop: Desktop;
	readonly editor: Editor;
	readonly credential: Credential;
	readonly #parts: AsyncDisposableStack;

	private constructor(
		{ n8n, desktop, editor, credential }: Pick<Stage, 'n8n' | 'desktop' | 'editor' | 'credential'>,
		parts: AsyncDisposableStack,
	) {
		this.n8n = n8n;
		this.desktop = desktop;
		this.editor = editor;
		this.credential = credential;
		this.#parts = parts;
	}

	static async start(options?: EditorOptions): Promise<Stage> {
		await using parts = new AsyncDisposableStack();
		const n8n = parts.use(await N8n.start());
		const desktop = parts.use(await start());
		const credential = await beeperCredential(n8n, desktop);
		const editor = parts.use(await Editor.start(n8n, options));
		return new Stage({ n8n, desktop, editor, credential }, parts.move());
	}

	async [Symbol.asyncDispose](): Promise<void> {
		await this.#parts.disposeAsync();
	}
}
