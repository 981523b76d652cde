/**
 * Settings that n8n reads once, when its modules load; so this file is imported before them.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The folder that stands for `~/.n8n` in this process; it goes when the process goes. */
export const userFolder = mkdtempSync(join(tmpdir(), 'n8n-engine-'));

process.once('exit', () => rmSync(userFolder, { recursive: true, force: true }));

process.env.NODE_ENV ??= 'test';
process.env.N8N_USER_FOLDER = userFolder;
process.env.N8N_ENCRYPTION_KEY = 'a key for tests only';
// All lines are made, none is printed: logs.mts keeps them.
process.env.N8N_LOG_LEVEL = 'debug';
process.env.N8N_LOG_OUTPUT = ',';
