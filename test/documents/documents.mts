import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';

export const root = path.resolve(import.meta.dirname, '../..');

/** The text of a file of this repository. */
export const read = (file: string): string => readFileSync(path.join(root, file), 'utf8');

/** Files of this repository by pattern, with slashes, in their order. */
export const files = (...patterns: string[]): string[] =>
	patterns
		.flatMap((pattern) => globSync(pattern, { cwd: root }))
		.map((file) => file.replaceAll(path.sep, '/'))
		.filter((file) => !file.includes('node_modules/'))
		.sort();

/** Every document that people read. */
export const documents = files('*.md', '{docs,test,tools}/**/*.md');

/** A block of code: fenced, with its language, or indented by four spaces. */
export interface Block {
	language: string;
	text: string;
}

const FENCED = /^( *)```(\w*)\n([\s\S]*?)^\1```$/gm;
const INDENTED = /(?:^|\n)\n((?: {4}\S.*\n?|\n(?= {4}\S))+)/g;

/** The blocks of code of a document. */
export function blocks(document: string): Block[] {
	const text = read(document);
	const fenced = [...text.matchAll(FENCED)].map(([, , language, code]) => ({
		language,
		text: code,
	}));
	const indented = [...text.replace(FENCED, '').matchAll(INDENTED)].map(([, code]) => ({
		language: '',
		text: code.replace(/^ {4}/gm, ''),
	}));
	return [...fenced, ...indented];
}

/** What stands in backticks in the text of a document, each with the number of its line. */
export function inlineCode(document: string): Array<{ code: string; line: number }> {
	const text = read(document).replace(FENCED, blank).replace(INDENTED, blank);
	return [...text.matchAll(/(?<!`)`([^`]+)`(?!`)/g)].map((match) => ({
		code: match[1].replace(/\s+/g, ' '),
		line: text.slice(0, match.index).split('\n').length,
	}));
}

/** Nothing, on as many lines. */
const blank = (text: string) => text.replace(/[^\n]/g, '');

/** A document without its code. */
export const prose = (document: string): string =>
	read(document)
		.replace(FENCED, '')
		.replace(/`[^`\n]*`/g, '``');

/** The anchors that GitHub gives the headings of a document. */
export const headings = (document: string): string[] =>
	[...read(document).matchAll(/^#+ (.+)$/gm)].map(([, title]) =>
		title
			.toLowerCase()
			.replace(/[^\w\s-]/g, '')
			.replace(/\s/g, '-'),
	);
