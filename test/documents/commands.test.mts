import { commandsIn, unknownLines } from './commands.mts';
import { documents, files, inlineCode, read } from './documents.mts';
import { NOT_RUN, RUN_ALIKE, RUN_ELSEWHERE, RUN_SHORT } from './runs.mts';

const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
const commands = [...new Set(documents.flatMap(commandsIn).map(({ text }) => text))];
const lists = { RUN_SHORT, RUN_ELSEWHERE, RUN_ALIKE, NOT_RUN };

/** Options that are not of this project's scripts. There is no Docker where the tests run. */
const OF_DOCKER = ['add-host'];

test.each(commands)('%s is in one list of runs.mts', (command) => {
	const having = Object.entries(lists).filter(([, list]) => command in list);
	expect([command, having.map(([name]) => name)]).toEqual([command, [expect.any(String)]]);
});

test('runs.mts lists only what documents have', () => {
	for (const list of Object.values(lists))
		expect(commands).toEqual(expect.arrayContaining(Object.keys(list)));
});

test.each(Object.entries(RUN_ELSEWHERE))('%s is run where it is said to be', (_, place) => {
	const text = read(place.in);
	for (const words of place.as) expect(text).toContain(words);
});

test.each(Object.entries(RUN_ALIKE))('%s is of the same script', (command, other) => {
	expect(scriptOf(command)).toBe(scriptOf(other));
	expect(Object.keys(RUN_SHORT)).toContain(other);
});

test('commands name only npm scripts that exist, each a file that does', () => {
	for (const command of commands) {
		const name = scriptOf(command);
		if (!name) continue;
		expect(Object.keys(scripts)).toContain(name);
		const [, file] = /^node (scripts\/[\w-]+\.mjs)/.exec(scripts[name]) ?? [];
		expect(files('scripts/*.mjs')).toContain(file);
	}
});

test('every line of a shell block is a command, or a variable for one', () => {
	expect(unknownLines()).toEqual([]);
});

test.each(documents)('the options that %s names are options of a script', (document) => {
	const known = files('scripts/**/*.mjs').map(read).join('\n');
	for (const { code } of inlineCode(document)) {
		const [, option] = /^--([a-z-]+)(?:[ =]|$)/.exec(code) ?? [];
		if (!option || OF_DOCKER.includes(option)) continue;
		expect([code, new RegExp(`\\b${option}'?: \\{ type:`).test(known)]).toEqual([code, true]);
	}
});

/** The npm script that a command runs. */
function scriptOf(command: string): string | undefined {
	const [, name] = /\bnpm (?:run )?((?<=run )[\w:]+|start|test)\b/.exec(command) ?? [];
	return name;
}
