/** The names of all methods of the official client that make a request: `chats.messages.reactions.add` and so on. */
export function* callsOf(resource: object, prefix = ''): Generator<string> {
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
