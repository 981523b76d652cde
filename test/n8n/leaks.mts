import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/**
 * Where a secret stands readable among what n8n keeps: its database (executions, their items and errors, static
 * data), its binary files and its log. Credentials are encrypted there.
 */
export function leaksOf(secrets: Iterable<string>, userFolder: string, log: string): string[] {
	const folder = path.join(userFolder, '.n8n');
	const files = readdirSync(folder, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile() && !entry.parentPath.includes('node_modules'))
		.map(({ parentPath, name }) => path.join(parentPath, name));
	return [...secrets].flatMap((secret) => {
		const found = files.filter((file) => readFileSync(file).includes(secret));
		return [...found, ...(log.includes(secret) ? ["n8n's log"] : [])];
	});
}
