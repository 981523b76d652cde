import { spawnSync } from 'node:child_process';
import { apt, isDebianRoot } from '../chromium.mjs';

const WIDTH = 1600;

/** Writes a PNG file as WebP as wide as documents show it. */
export function writeWebp(png: string, webp: string): void {
	const args = ['-quiet', '-preset', 'text', '-q', '82', '-resize', String(WIDTH), '0', png, '-o'];
	let { error, status, stderr } = spawnSync('cwebp', [...args, webp]);
	if (error && isDebianRoot()) {
		apt('install', '-y', '--no-install-recommends', 'webp');
		({ error, status, stderr } = spawnSync('cwebp', [...args, webp]));
	}
	if (error) throw new Error('There is no cwebp. Install it (on Debian: apt-get install webp).');
	if (status !== 0) throw new Error(`cwebp: ${stderr.toString()}`);
}
