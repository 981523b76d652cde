#!/usr/bin/env node
/**
 * `npm run lint [-- --fix]`: n8n's own lint in strict mode, with not one error or warning let through.
 *
 * 1. `n8n-node lint`, as every n8n package runs it; it also checks that eslint.config.mjs is n8n's text.
 * 2. The same rules once more, where a warning counts and, in what is published, `eslint-disable` does not:
 *    n8n's verification scanner ignores such comments.
 * 3. That scanner itself, with the rules it pins, over the sources (`npm run scan` adds the tarball).
 * 4. Prettier: every file is as `npm run format` writes it; `--fix` writes it.
 *
 * n8n's tools are installed in tools/lint; the README there says why not with the rest.
 */
import { mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { format } from './format.mjs';
import { scanSources, setupTools, tools } from './scan.mjs';
import { env24, rerunOn24, root, run24, setup } from './setup.mjs';

const windows = process.platform === 'win32';
const published = ['package.json', 'nodes', 'credentials'];

const unknown = process.argv.slice(2).filter((argument) => argument !== '--fix');
if (unknown.length > 0) {
	console.error(`Unknown: ${unknown.join(' ')}. Usage: npm run lint [-- --fix]`);
	process.exit(2);
}
await setup();
await rerunOn24(import.meta.url);
await setupTools();
linkTools();
process.exitCode = (await lint()) ? 0 : 1;

async function lint() {
	const checks = [await n8nNodeLint()];
	// Its failures would only be repeated by the others.
	if (checks[0].passed) {
		checks.push(
			await eslint('the published sources without eslint-disable', published, {
				allowInlineConfig: false,
			}),
			await eslint('everything else', ['.'], {
				ignorePatterns: ['package.json', 'nodes/**', 'credentials/**'],
			}),
			await verificationScanner(),
			await formatted(),
		);
	}
	console.log('\nLint summary');
	for (const { name, passed, result } of checks) {
		console.log(`  ${passed ? '✓' : '✗'} ${name}: ${result}`);
	}
	const passed = checks.every((check) => check.passed);
	console.log(passed ? '\nClean: no errors, no warnings.' : '\nNot clean.');
	return passed;
}

async function n8nNodeLint() {
	const name = 'n8n-node lint, strict';
	const { n8n } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
	if (n8n.strict !== true)
		return { name, passed: false, result: 'n8n.strict is off in package.json' };

	const cli = path.join(tools, 'node_modules', '@n8n', 'node-cli', 'bin', 'n8n-node.mjs');
	// It starts ESLint through the package manager that it believes itself started by.
	const env = { ...env24(), npm_config_user_agent: 'npm' };
	const code = await run24([cli, 'lint', ...process.argv.slice(2)], { env });
	return { name, passed: code === 0, result: code === 0 ? 'passed' : 'failed, see above' };
}

async function eslint(name, patterns, options) {
	const { ESLint } = createRequire(path.join(tools, 'package.json'))('eslint');
	const linter = new ESLint({ cwd: root, errorOnUnmatchedPattern: false, ...options });
	const results = await linter.lintFiles(patterns);
	const errors = sum(results.map((result) => result.errorCount));
	const warnings = sum(results.map((result) => result.warningCount));
	const passed = errors + warnings === 0;
	if (!passed) console.log(await (await linter.loadFormatter('stylish')).format(results));
	const count = `${results.length} files`;
	return { name, passed, result: `${errors} errors, ${warnings} warnings in ${count}` };
}

async function verificationScanner() {
	const { passed, message, details } = await scanSources();
	if (details) console.log(details);
	return { name: "n8n's verification scanner", passed, result: passed ? 'passed' : message };
}

async function formatted() {
	const code = await format({ isCheck: !process.argv.includes('--fix') });
	const result = code === 0 ? 'passed' : 'failed, `npm run format` mends it';
	return { name: 'Prettier', passed: code === 0, result };
}

/** Puts the tools where eslint.config.mjs and `npm exec` look for them; `npm ci` takes them away again. */
function linkTools() {
	link('@n8n/node-cli');
	link('eslint');
	const commands = path.join(root, 'node_modules', '.bin');
	if (windows) {
		const shim = '@node "%~dp0\\..\\eslint\\bin\\eslint.js" %*\r\n';
		writeFileSync(path.join(commands, 'eslint.cmd'), shim);
	} else {
		replaceWithLink('../eslint/bin/eslint.js', path.join(commands, 'eslint'));
	}
}

function link(name) {
	const target = path.join(tools, 'node_modules', name);
	const place = path.join(root, 'node_modules', name);
	mkdirSync(path.dirname(place), { recursive: true });
	replaceWithLink(windows ? target : path.relative(path.dirname(place), target), place);
}

function replaceWithLink(target, place) {
	rmSync(place, { force: true, recursive: true });
	// A junction is the link that Windows lets everybody make.
	symlinkSync(target, place, windows ? 'junction' : undefined);
}

function sum(numbers) {
	return numbers.reduce((total, number) => total + number, 0);
}
