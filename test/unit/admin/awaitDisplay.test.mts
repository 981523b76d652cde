import { awaitDisplay } from '../../../dist/nodes/BeeperAdmin/login/awaitDisplay.js';

test.each([
	[30, 30_000],
	[0, 120_000],
	[Number.NaN, 120_000],
	['soon', 120_000],
	[-5, 1_000],
])('a wait of %p seconds always has an end', async (seconds, expected) => {
	let timeout: number | undefined;
	const call = {
		accepted: () => {},
		resultOf: async (request: { timeout?: number }) => {
			({ timeout } = request);
			return { status: 200, headers: {}, body: {} };
		},
	};
	const request = { method: 'POST', url: '/' } as const;
	await awaitDisplay(call as never, request, seconds as number);
	expect(timeout).toBe(expected);
});
