/** For the test that uses it, which is TypeScript. */
export declare function measureStreaming(
	direction: 'send' | 'serve',
	size: number,
	folder?: string,
): Promise<{ grown: number; ms: number }>;
