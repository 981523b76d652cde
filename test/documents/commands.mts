import { blocks, documents, inlineCode } from './documents.mts';

export interface Command {
	document: string;
	/** As it is typed. */
	text: string;
}

/** Programs that somebody may be told to run. */
const PROGRAMS = [
	'npm npx node corepack yarn pnpm tsc jest gulp prettier eslint playwright',
	'n8n docker podman kubectl helm psql redis-server redis-cli pm2 systemctl service brew apt apt-get pip python3?',
	'mkdir cd cp mv rm ls cat echo export curl wget tar kill chmod chown sudo su ssh scp script bash sh git gh',
]
	.join(' ')
	.replaceAll(' ', '|');
/** What is typed into a shell: a program with something behind it, variables before it or not. */
const COMMAND = new RegExp(`^(\\w+=\\S+ )*((${PROGRAMS}) |\\.ci/|\\./)`);

/** A line of variables alone, for a program that is started elsewhere. */
const SETTINGS = /^[A-Z][A-Z0-9_]+=/;

/** Every command that a document tells its readers to type, once. */
export function commandsIn(document: string): Command[] {
	const typed = [...inBlocks(document).filter(isCommand), ...inText(document)];
	return [...new Set(typed)].map((text) => ({ document, text }));
}

/** The variables that the shell blocks of a document set by themselves, by name. */
export const settingsIn = (document: string): Record<string, string> =>
	Object.fromEntries(
		inBlocks(document)
			.filter((line) => SETTINGS.test(line) && !isCommand(line))
			.map((line) => [line.split('=')[0], line.replace(/^\w+=/, '')]),
	);

/** The one command of a document that matches, for a test that runs what is written there. */
export function commandIn(document: string, matches: RegExp): string {
	const found = commandsIn(document).filter(({ text }) => matches.test(text));
	if (found.length !== 1) throw new Error(`${document} has ${found.length} commands ${matches}`);
	return found[0].text;
}

/** Lines of shell blocks that are neither commands nor settings: nobody knows what they are. */
export const unknownLines = (): string[] =>
	documents.flatMap((document) =>
		blocks(document)
			.filter(({ language }) => isShell(language))
			.flatMap(({ text }) => lines(text))
			.filter((line) => !isCommand(line) && !SETTINGS.test(line)),
	);

const isCommand = (text: string) => COMMAND.test(text);
const isShell = (language: string) => /^(sh|bash|shell|console)$/.test(language);

/** The lines of a block, without the remarks behind them. */
const lines = (text: string) =>
	text
		.split('\n')
		.map((line) => line.replace(/ +# .*$/, '').replace(/ {3,}.*$/, ''))
		.filter((line) => line.trim() !== '');

/** Blocks that are marked as another language hold no commands. */
const inBlocks = (document: string) =>
	blocks(document)
		.filter(({ language }) => language === '' || isShell(language))
		.flatMap(({ text }) => lines(text));

/** A table's row names a script and then more arguments for it (`-- --check`): these are a command together. */
function inText(document: string): string[] {
	let last = { code: '', line: 0 };
	return inlineCode(document).flatMap(({ code, line }) => {
		if (code.startsWith('-- ') && last.line === line) return [`${last.code} ${code}`];
		if (!isCommand(code)) return [];
		last = { code: code.split(' -- ')[0], line };
		return [code];
	});
}
