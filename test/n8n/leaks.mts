import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** Where a secret stands readable among texts, by what they are. */
export function leaksIn(secrets: Iterable<string>, texts: Record<string, string>): string[] {
	return [...secrets].flatMap((secret) =>
		Object.keys(texts).filter((what) => texts[what].includes(secret)),
	);
}

/**
 * The files that n8n keeps with a secret readable in them: its database (executions, their items and errors, static
 * data), its binary files. Credentials are encrypted there.
 */
export function filesWith(secrets: Iterable<string>, userFolder: string): string[] {
	const folder = path.join(userFolder, '.n8n');
	const files = readdirSync(folder, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile() && !entry.parentPath.includes('node_modules'))
		.map(({ parentPath, name }) => path.join(parentPath, name));
	return [...secrets].flatMap((secret) =>
		files.filter((file) => readFileSync(file).includes(secret)),
	);
}

/** Fails with the places, if there are any. */
export function expectNoLeaks(places: string[]): void {
	if (places.length > 0) throw new Error(`The access token of Beeper is in ${places.join(', ')}`);
}
