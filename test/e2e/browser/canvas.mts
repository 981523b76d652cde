/// <reference lib="dom" />
import type { Editor } from './editor.mts';

/** A sticky note on the canvas; in pixels as it is stored, whatever the zoom. */
export interface Note {
	text: string;
	height: number;
	/** From its upper edge to the end of its text. */
	needs: number;
}

export async function notes(editor: Editor): Promise<Note[]> {
	return await editor.id('sticky').evaluateAll((all) =>
		all.map((note) => {
			const text = note.querySelector('h1, h2, h3, p')!.parentElement!;
			const { top, height } = note.getBoundingClientRect();
			const end = text.lastElementChild!.getBoundingClientRect().bottom;
			const zoom = height / (note as HTMLElement).offsetHeight;
			return { text: text.innerText, height: height / zoom, needs: (end - top) / zoom };
		}),
	);
}

/** By node, whether its icon is drawn. A node that n8n does not know has a question mark instead. */
export async function icons(editor: Editor): Promise<boolean[]> {
	return await editor.node().evaluateAll((all) =>
		all.map((one) => {
			const icon = one.querySelector('.n8n-node-icon');
			const picture = icon?.querySelector('img');
			return picture ? picture.naturalWidth > 0 : icon?.querySelector('svg') !== null;
		}),
	);
}
