/**
 * Tests run in plain Node (jest-light-runner), not in jest's sandbox: n8n-core loads native addons
 * that cannot be loaded twice in one process, and Node 24 runs the `.mts` files as they are.
 */
module.exports = {
	runner: 'jest-light-runner',
	testMatch: ['<rootDir>/test/**/*.test.mts'],
	// They start a real n8n, see jest.e2e.config.js.
	testPathIgnorePatterns: ['/node_modules/', '<rootDir>/test/e2e/'],
	moduleFileExtensions: ['mts', 'mjs', 'js', 'ts', 'json'],
	modulePathIgnorePatterns: ['<rootDir>/dist/'],
	transform: {},
	testTimeout: 60_000,
	reporters: ['default', '<rootDir>/scripts/closing-line.cjs'],
};
