#!/usr/bin/env node
/**
 * `node scripts/pictures.mjs [name …]`: makes the pictures of docs/images again, in n8n's own editor with the
 * packed package in it, against the stand-in Beeper Desktop. Needs Chromium and `cwebp`, which it installs
 * where it may (Debian, as root).
 */
import { build } from './build.mjs';
import { installedN8n } from './n8n.mjs';
import { rerunOn24, setup } from './setup.mjs';

await setup();
await rerunOn24(import.meta.url);
await installedN8n();
const code = await build();
if (code) process.exit(code);
// Typed files, which only Node 24 can run: not before it is certain that this is one.
const { takePictures } = await import('./pictures/pictures.mts');
await takePictures(process.argv.slice(2));
process.exit();
