import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Model, ModelMessage } from './model.mts';

const PAGE = path.resolve(import.meta.dirname, '../../docs/ai-agents.md');
const BEGIN =
	'<!-- transcript: written by UPDATE_TRANSCRIPT=1 npm run test:e2e -- agent -->\n<!-- prettier-ignore-start -->';
const END = '<!-- prettier-ignore-end -->\n<!-- end of transcript -->';

/** The conversation as the documentation shows it. With UPDATE_TRANSCRIPT it is put there. */
export function recorded(model: Model): string {
	const tools = model.tools.map(({ name, description, parameters }) => {
		const names = Object.entries(parameters.properties ?? {}).map(([key, { description }]) =>
			description ? `${key} (${description})` : key,
		);
		return `- \`${name}\`: ${description}. Parameters: ${names.join(', ')}`;
	});
	const text = [
		'The tools, as the model sees them:',
		'',
		...tools,
		'',
		...model.transcript.flatMap(spoken),
	].join('\n');
	if (process.env.UPDATE_TRANSCRIPT) {
		const page = readFileSync(PAGE, 'utf8');
		const [before] = page.split(BEGIN);
		const [, after] = page.split(END);
		writeFileSync(PAGE, `${before}${BEGIN}\n\n${text}\n${END}${after}`);
	}
	return text;
}

/** The conversation that the documentation shows. */
export function documented(): string {
	const [, rest] = readFileSync(PAGE, 'utf8').split(BEGIN);
	return rest.split(END)[0].trim();
}

function spoken({ role, content, tool_calls }: ModelMessage): string[] {
	if (role === 'system') return [];
	if (role === 'user') return [`**User:** ${content}`, ''];
	if (role === 'tool') return ['**Tool:**', '', '```json', pretty(content!), '```', ''];
	if (!tool_calls?.length) return [`**Model:** ${content}`, ''];
	return tool_calls.flatMap(({ function: { name, arguments: args } }) => [
		`**Model** calls \`${name}\` with \`${args}\``,
		'',
	]);
}

const pretty = (json: string) => JSON.stringify(JSON.parse(json), null, '\t');
