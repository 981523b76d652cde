/**
 * Tests run in plain Node (jest-light-runner), not in jest's sandbox: n8n-core loads native addons
 * that cannot be loaded twice in one process, and Node 24 runs the `.mts` files as they are. So each worker is
 * a process. There are four whatever the machine, since tests wait more than they work; `-w 1` runs all in jest's own.
 */
module.exports = {
	runner: '<rootDir>/test/runner.mts',
	maxWorkers: 4,
	testMatch: ['<rootDir>/test/**/*.test.mts'],
	// They start a real n8n, see jest.e2e.config.js.
	testPathIgnorePatterns: ['/node_modules/', '<rootDir>/test/e2e/'],
	moduleFileExtensions: ['mts', 'mjs', 'js', 'ts', 'json'],
	modulePathIgnorePatterns: ['<rootDir>/dist/'],
	transform: {},
	setupFiles: ['<rootDir>/test/ports.mts'],
	testTimeout: 60_000,
	reporters: ['default', '<rootDir>/scripts/closing-line.cjs'],
};
