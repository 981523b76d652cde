/** A jest reporter whose last line says in one form that any CI reads how the run ended. */
module.exports = class ClosingLine {
	onRunComplete(_, { numPassedTests, numFailedTests, numPendingTests, numRuntimeErrorTestSuites }) {
		const failed = numFailedTests + numRuntimeErrorTestSuites;
		const skipped = numPendingTests > 0 ? `, ${numPendingTests} skipped` : '';
		// On exit, since jest's own summary comes after all reporters.
		process.once('exit', () =>
			console.log(`\n${numPassedTests} passed, ${failed} failed${skipped}`),
		);
	}
};
