import { blocks, documents, files, inlineCode, read } from './documents.mts';

/** n8n's environment variables, by how their names begin. */
const OF_N8N = /^(N8N|NODES|EXECUTIONS|QUEUE|WEBHOOK|DB|GENERIC|CREDENTIALS|WORKFLOWS|OFFLOAD)_/;

const NAME = /\b[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+\b/g;

/** Every name in capitals that stands in a document's code, where environment variables are written. */
export function namesIn(document: string): string[] {
	const code = [
		...inlineCode(document).map((one) => one.code),
		...blocks(document).map(({ text }) => text),
	];
	return [...new Set(code.flatMap((text) => text.match(NAME) ?? []))];
}

export const isOfN8n = (name: string): boolean => OF_N8N.test(name);

/** n8n's variables that documents, or the nodes' own texts, tell about. */
export function variablesOfN8n(): string[] {
	const texts = files('{nodes,credentials}/**/*.ts').map(read).join('\n');
	const names = [...documents.flatMap(namesIn), ...(texts.match(NAME) ?? [])];
	return [...new Set(names.filter(isOfN8n))].sort();
}
