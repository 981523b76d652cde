/**
 * The part of the build that tsc leaves out: what n8n reads beside the compiled code, copied to the same
 * place under dist/. `npm run build` is clean, tsc, and then this.
 */
const { readdirSync, rmSync } = require('node:fs');
const path = require('node:path');
const { dest, parallel, src, task } = require('gulp');

// n8n finds an icon from the compiled node (`file:../../icons/…`), so dist/ keeps the layout of the sources.
const copy = (...globs) =>
	src(globs, { base: '.', cwd: __dirname, encoding: false }).pipe(dest('dist', { cwd: __dirname }));

task('build:icons', () => copy('icons/*.svg', 'nodes/**/*.svg'));

task('build:codex', () => copy('nodes/**/*.node.json'));

task('build:schemas', () => copy('nodes/**/__schema__/**/*.json'));

task('clean', async () => {
	const buildInfo = readdirSync(__dirname).filter((file) => file.endsWith('.tsbuildinfo'));
	for (const name of ['dist', ...buildInfo]) {
		rmSync(path.join(__dirname, name), { recursive: true, force: true });
	}
});

task('default', parallel('build:icons', 'build:codex', 'build:schemas'));
