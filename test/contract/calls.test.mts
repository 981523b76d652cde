import { BeeperDesktop } from '@beeper/desktop-api';
import { calls } from './calls/index.mts';
import type { Call } from './calls/call.mts';
import { official } from './official.mts';
import { faultsOf, faultsOfPage } from './schemas.mts';

describe('the official client 5.0.0 against the double', () => {
	test('every call it has is proved here', () => {
		const client = new BeeperDesktop({ accessToken: 'none' });
		expect(Object.keys(calls).sort()).toEqual([...callsOf(client)].sort());
	});

	test.each(Object.entries(calls))('%s', async (_name, call) => {
		await using pair = await official({ pageSize: { chats: 5 } });
		await call.prove(pair.client, pair.desktop);
		const { requests } = pair.desktop;
		const own = requests.filter(({ route }) => route === call.endpoint);
		expect(own).not.toHaveLength(0);
		const bodies = pair.answers.filter((_, at) => requests[at].route === call.endpoint);
		const faults = bodies
			.filter(({ status }) => status < 400)
			.flatMap(({ body }) => faultsOfAnswer(call, body));
		expect(faults).toEqual([]);
	});
});

/** The names of all methods that make a request: `chats.messages.reactions.add` and so on. */
function* callsOf(resource: object, prefix = ''): Generator<string> {
	for (const name of methodsOf(resource)) yield `${prefix}${name}`;
	for (const [name, child] of Object.entries(resource)) {
		if (child && typeof child === 'object' && '_client' in child && !name.startsWith('_')) {
			yield* callsOf(child, `${prefix}${name}.`);
		}
	}
}

function methodsOf(resource: object): string[] {
	const chain = [];
	for (let at = resource; at !== Object.prototype; at = Object.getPrototypeOf(at)) chain.push(at);
	const methods = chain.flatMap((at) => Object.entries(Object.getOwnPropertyDescriptors(at)));
	const requesting = methods.filter(
		([name, { value }]) => name !== 'constructor' && /[`']\/v1\//.test(sourceOf(value)),
	);
	return [...new Set(requesting.map(([name]) => name))];
}

const sourceOf = (value: unknown) =>
	typeof value === 'function' ? Function.prototype.toString.call(value) : '';

function faultsOfAnswer({ answer }: Call, body: unknown): string[] {
	if (answer === null) return body === undefined ? [] : ['there is a body'];
	return typeof answer === 'string' ? faultsOf(answer, body) : faultsOfPage(answer.page, body);
}
